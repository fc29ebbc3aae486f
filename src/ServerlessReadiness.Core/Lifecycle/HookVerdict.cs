namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>What a lifecycle notice, or Clock's sight of a waiting instance, leads to.</summary>
public enum HookVerdict
{
    /// <summary>A run begins.</summary>
    Starts = 0,

    /// <summary>This very action has, or had, its run.</summary>
    Duplicate = 1,

    /// <summary>The message is older than the run that answered it.</summary>
    Stale = 2,

    /// <summary>A run is at work on it.</summary>
    InHand = 3,

    /// <summary>Seen for the first time, or ended a moment ago: the next beat looks again.</summary>
    LooksAgain = 4,

    /// <summary>Several runs did not get it out of the hook; a person must look.</summary>
    GivenUp = 5,

    /// <summary>No plan says what is done in this hook.</summary>
    NotOurs = 6,

    /// <summary>Auto Scaling's test of the notification.</summary>
    Test = 7,

    /// <summary>It only had to be recorded.</summary>
    Recorded = 8,

    /// <summary>It became an issue.</summary>
    Issue = 9,
}
