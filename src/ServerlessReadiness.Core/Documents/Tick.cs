namespace ServerlessReadiness.Core.Documents;

/// <summary>One thing to tick off.</summary>
public sealed record Tick(bool Done, Line Text);
