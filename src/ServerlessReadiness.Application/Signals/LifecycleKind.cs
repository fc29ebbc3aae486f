namespace ServerlessReadiness.Application.Signals;

/// <summary>What an Auto Scaling notification says.</summary>
public enum LifecycleKind
{
    /// <summary>Auto Scaling tries out the notification itself; no instance is concerned.</summary>
    Test = 0,

    /// <summary>An instance waits in a launch hook.</summary>
    Launching = 1,

    /// <summary>An instance waits in a termination hook.</summary>
    Terminating = 2,
    Launched = 3,
    LaunchFailed = 4,
    Terminated = 5,
    TerminateFailed = 6,
}
