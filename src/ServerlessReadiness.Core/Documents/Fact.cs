namespace ServerlessReadiness.Core.Documents;

/// <summary>A name and its value.</summary>
public sealed record Fact(string Name, Line Value);
