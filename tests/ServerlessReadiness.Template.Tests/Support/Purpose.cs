namespace ServerlessReadiness.Template.Tests.Support;

internal enum Purpose
{
    State,
    Read,
    Effect,
    OtherAccounts,
    HandOver,
}
