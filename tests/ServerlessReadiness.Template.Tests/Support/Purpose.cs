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

    /// <summary>Writes to contacts: Reporter with reports, Executor with what a run says.</summary>
    Mail,

    /// <summary>Draws what leaders are shown: Reporter's alone.</summary>
    Charts,

    /// <summary>Reads what the architecture review looks at: Reviewer's alone.</summary>
    Review,

    /// <summary>Keeps the event's dashboard: its own by name, nothing else.</summary>
    Dashboard,

    /// <summary>Counts what failed, for the war-room page: Clock's alone.</summary>
    Letters,
}
