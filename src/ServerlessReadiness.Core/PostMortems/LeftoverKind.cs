namespace ServerlessReadiness.Core.PostMortems;

/// <summary>What can be left of an event.</summary>
public enum LeftoverKind
{
    /// <summary>A restore point that was not restored.</summary>
    NotRestored = 0,

    /// <summary>A person decided that it stays.</summary>
    Kept,

    /// <summary>A page, a limit or a shift of ours is still in force.</summary>
    Shed,

    /// <summary>Floors that Auto Scaling would still set by itself.</summary>
    Armed,

    /// <summary>An item of the operational branch that nobody confirmed.</summary>
    Unconfirmed,
    OpenIssue,

    /// <summary>A run that is not over.</summary>
    OpenRun,
}
