namespace ServerlessReadiness.Template.Tests.Support;

internal enum Purpose
{
    State,
    Read,
    Effect,

    /// <summary>Changes what traffic sees, or runs what people automated themselves: Executor's alone.</summary>
    Traffic,
    OtherAccounts,
    HandOver,

    /// <summary>Changes an instance that waits in a lifecycle hook, or what hangs on it.</summary>
    Hook,

    /// <summary>Tells leaders, with pictures: Reporter's alone.</summary>
    Report,
}
