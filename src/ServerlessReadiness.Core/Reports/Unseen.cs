namespace ServerlessReadiness.Core.Reports;

/// <summary>Something that could not be read for a report.</summary>
/// <param name="What">A name of ours or of the account's.</param>
/// <param name="Why">The cause and what to do, as it was recorded.</param>
public sealed record Unseen(string What, string Why);
