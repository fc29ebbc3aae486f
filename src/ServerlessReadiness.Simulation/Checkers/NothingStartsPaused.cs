using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Simulation.Ports;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>6: after a pause is acknowledged no change is announced any more that is then made;
/// what gets instances out of lifecycle hooks goes on.</summary>
internal sealed class NothingStartsPaused(Scene scene) : Checker(6, scene)
{
    /// <summary>An intent carries its process's clock, which may be off.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(3);

    public override void Changed(ChangeSeen seen, long nowMs)
    {
        if (Scene.PausedMs is { } paused && !seen.Change.IsMessage
            && !HookChanges.IsOne(seen.Change) && seen.Intent is { } intent
            && intent.At > Instant.Of(paused) + Skew)
        {
            Violated(
                nowMs,
                $"\"{seen.Change}\" was announced at {intent.At:u}, after the pause of {Instant.Of(paused):u}");
        }
    }
}
