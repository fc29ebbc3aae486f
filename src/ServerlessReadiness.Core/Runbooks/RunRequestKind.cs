namespace ServerlessReadiness.Core.Runbooks;


/// <summary>What can be asked of a run.</summary>
public enum RunRequestKind
{
    Approve = 0,
    Reject = 1,

    /// <summary>Leaves the step under way and goes on with the next.</summary>
    Skip = 2,

    /// <summary>Goes on from a step that failed, was refused or handed over.</summary>
    Retry = 3,

    /// <summary>Ends the run; what it changed stays.</summary>
    Abort = 4,

    /// <summary>Ends the run and takes back what it changed.</summary>
    AbortAndUndo = 5,
}
