namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>Decisions to do nothing that share their verdict.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Count">How many.</param>
/// <param name="Example">The reason that was given most often.</param>
internal sealed record DecisionGroup(string Verdict, int Count, string Example);
