namespace ServerlessReadiness.Cli.Selftest;

/// <summary>One row of docs/BELIEFS.md: what we believe AWS does.</summary>
/// <param name="Id">Such as B3.</param>
/// <param name="Words">The belief, as the row says it.</param>
internal sealed record Belief(string Id, string Words);
