namespace ServerlessReadiness.Core.Review;

/// <summary>One thing that makes an item's answer a no.</summary>
/// <param name="Resource">Which, as exactly as it is named: an ARN, an id, a name with its region.</param>
/// <param name="What">What is wrong with it.</param>
/// <param name="Fix">What to do.</param>
public sealed record Finding(string Resource, string What, string Fix);
