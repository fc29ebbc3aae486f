namespace ServerlessReadiness.Aws.State;

/// <summary>Why an attempt of a commit settled nothing, so that another one is worth it.</summary>
internal enum CommitObstacle
{
    None = 0,

    /// <summary>Another transaction holds an item right now; nothing was written.</summary>
    Conflict = 1,

    /// <summary>The table takes no more right now; nothing was written.</summary>
    Throttled = 2,
}
