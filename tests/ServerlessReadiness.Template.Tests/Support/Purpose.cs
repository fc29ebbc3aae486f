namespace ServerlessReadiness.Template.Tests.Support;

internal enum Purpose
{
    State,
    Read,
    Effect,
    OtherAccounts,
    HandOver,

    /// <summary>Changes an instance that waits in a lifecycle hook, or what hangs on it.</summary>
    Hook,
}
