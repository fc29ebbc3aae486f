namespace ServerlessReadiness.Application.Review;

/// <summary>What became of an event's dashboard.</summary>
public enum DashboardChange
{
    /// <summary>There is nothing to do.</summary>
    None = 0,

    /// <summary>It is as the plan wants it.</summary>
    Unchanged,

    Written,

    /// <summary>The event is over.</summary>
    Removed,
}
