namespace ServerlessReadiness.Core.Review.Views;

/// <summary>An active access key. The report does not tell its id.</summary>
/// <param name="Number">1 or 2.</param>
/// <param name="RotatedAt">When it was made; null when the report does not say.</param>
public sealed record AccessKeyView(int Number, DateTimeOffset? RotatedAt);
