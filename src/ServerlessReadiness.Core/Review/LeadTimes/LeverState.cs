namespace ServerlessReadiness.Core.Review.LeadTimes;

/// <summary>How a lever stands. The zero value is late, so that a missing one never passes.</summary>
public enum LeverState
{
    /// <summary>Not done, and the latest safe start has passed.</summary>
    Late = 0,

    /// <summary>Not done, and due within three days.</summary>
    Due,

    /// <summary>Not done, with time left.</summary>
    InTime,

    Done,
}
