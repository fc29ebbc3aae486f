using ServerlessReadiness.Simulation.Lambda;
using ServerlessReadiness.Simulation.Recording;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>
/// 1: a message that AlarmResponder took without a failure has its decision in the journal, and one that it could not
/// take is in the dead-letter queue until it is sent again.
/// </summary>
internal sealed class NoSignalLost(Scene scene) : Checker(1, scene)
{
    /// <summary>The last retry of an event begins within its age, and may wait for its time limit.</summary>
    private static readonly long TriedMs =
        Instant.Ms(FunctionSetup.AlarmResponder.EventAgeMax + FunctionSetup.AlarmResponder.TimeLimit) + Instant.MinuteMs;

    private readonly HashSet<string> _causes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _acceptedMs = new(StringComparer.Ordinal);

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

    public override void Accepts(string function, AsyncEvent accepted, long nowMs)
    {
        if (function == FunctionSetup.AlarmResponder.Name)
        {
            _acceptedMs[accepted.About] = nowMs;
        }
    }

    public override void End(long nowMs)
    {
        foreach (var (about, acceptedMs) in _acceptedMs)
        {
            if (acceptedMs + TriedMs < nowMs && !_causes.Contains(about) && !Scene.DeadLetters.Contains(about))
            {
                Violated(nowMs, $"{about}, accepted at {Instant.Of(acceptedMs):u}, was neither decided on nor kept");
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
