using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Runs;

/// <summary>What became of one port call that changes the world.</summary>
/// <param name="Report">What the run is told.</param>
/// <param name="Words">What the service said.</param>
/// <param name="Receipt">What the service named what it accepted, to ask for its end; null for nothing.</param>
public sealed record Performed(EffectReport Report, string Words, string? Receipt = null);
