namespace ServerlessReadiness.Application.State;

/// <summary>What goes wrong with one attempt of a commit.</summary>
public enum StoreFault
{
    None = 0,

    /// <summary>Another transaction touches the same items right now. The store tries again, boundedly.</summary>
    Conflict = 1,

    /// <summary>The service cannot be reached; nothing is written and the caller cannot know that.</summary>
    UnavailableBefore = 2,

    /// <summary>The answer is lost after everything is written; the caller cannot know that either.</summary>
    UnavailableAfter = 3,

    /// <summary>The table takes no more now; nothing is written.</summary>
    Throttled = 4,
}
