namespace ServerlessReadiness.Cli.Replay;

/// <summary>A line of a recording that is no recorded signal.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Cause">What is wrong with it.</param>
internal sealed record BadLine(int Number, string Cause);
