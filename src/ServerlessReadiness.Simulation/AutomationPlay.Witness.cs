using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Lambda;
using ServerlessReadiness.Simulation.Ports;

namespace ServerlessReadiness.Simulation;

/// <summary>What the ports see is told to the checkers.</summary>
internal sealed partial class AutomationPlay
{
    public void Changes(ChangeSeen seen)
    {
        foreach (var checker in _checkers)
        {
            checker.Changes(seen, _world.Scheduler.NowMs);
        }
    }

    public void Changed(ChangeSeen seen)
    {
        var now = _world.Scheduler.NowMs;
        _world.Recorder.Effect(seen.Change, seen.Component, seen.By, now);
        foreach (var checker in _checkers)
        {
            checker.Changed(seen, now);
        }
    }

    public void Told(string id, string to, string by)
    {
        var now = _world.Scheduler.NowMs;
        _world.Timeline.Add(now, "report", ("id", id), ("to", to), ("by", by));
        foreach (var checker in _checkers)
        {
            checker.Told(id, to, now);
        }
    }

    public void Troubled(FunctionInstance instance, string call, Trouble trouble) => _world.Timeline.Add(
        _world.Scheduler.NowMs,
        "call",
        ("by", instance.Name),
        ("call", call),
        ("trouble", trouble.ToString()));
}
