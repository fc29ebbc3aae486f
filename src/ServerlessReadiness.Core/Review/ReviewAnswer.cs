namespace ServerlessReadiness.Core.Review;

/// <summary>The answer to an item of the review. The zero value is no, so that a missing one never passes.</summary>
public enum ReviewAnswer
{
    No = 0,
    Yes = 1,
    NotApplicable = 2,

    /// <summary>Nobody has answered, or what would answer could not be read; never taken for a yes.</summary>
    CouldNotTell = 3,
}
