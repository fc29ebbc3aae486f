namespace ServerlessReadiness.Core.RunbookBook;

/// <summary>The answer to an item of the review. The zero value is no, so that a missing one never passes.</summary>
public enum ReviewAnswer
{
    No = 0,
    Yes = 1,
    NotApplicable = 2,
}
