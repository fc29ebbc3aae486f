using ServerlessReadiness.Simulation.Lambda;
using ServerlessReadiness.Simulation.Recording;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>1: a message that AlarmResponder took without a failure has its decision in the journal.</summary>
internal sealed class NoSignalLost(Scene scene) : Checker(1, scene)
{
    private readonly HashSet<string> _causes = new(StringComparer.Ordinal);

    public override void Commits(CommitSeen seen, long nowMs)
    {
        foreach (var entry in seen.Journal)
        {
            if (entry.Cause is { } cause)
            {
                _causes.Add(cause);
            }
        }
    }

    public override void InvocationEnds(
        string function,
        AsyncEvent handled,
        string? failure,
        Exception? bug,
        long nowMs)
    {
        if (function == FunctionSetup.AlarmResponder.Name && failure is null && !_causes.Contains(handled.About))
        {
            Violated(nowMs, $"{function} took {handled.About} and the journal has no decision on it");
        }
    }
}
