using ServerlessReadiness.Core.Journal;

namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>Decisions that are alike: same verdict, component and alarm.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Times">How many.</param>
/// <param name="Effect">What the first of them changed first; null when it changed nothing.</param>
internal sealed record TellingDecision(JournalEntry First, int Times, string? Effect);
