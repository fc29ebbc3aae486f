namespace ServerlessReadiness.Core.Runbooks;

/// <summary>Where a run is. Every run ends: done, failed, undone or handed to a person.</summary>
public enum RunState
{
    Running = 0,
    Undoing = 1,
    Done = 2,

    /// <summary>A step failed or was refused; what it changed stays.</summary>
    Failed = 3,

    /// <summary>A step failed; what the run changed was taken back.</summary>
    Undone = 4,

    /// <summary>It is not known whether something happened, or it cannot go on by itself: a person decides.</summary>
    HandedOver = 5,
}
