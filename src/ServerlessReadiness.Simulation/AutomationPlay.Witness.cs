using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Lambda;
using ServerlessReadiness.Simulation.Ports;

namespace ServerlessReadiness.Simulation;

/// <summary>What functions and ports see is told to the checkers.</summary>
internal sealed partial class AutomationPlay
{
    public void Ends(FunctionInstance instance, Invocation invocation, string? failure, Exception? bug)
    {
        var now = _world.Scheduler.NowMs;
        if (failure is not null || instance.Function == _functions.AlarmResponder.Name || instance.Function == _functions.LifecycleResponder.Name)
        {
            _world.Timeline.Add(
                now,
                failure is null ? "handled" : "failed",
                ("by", instance.Name),
                ("about", invocation.Event.About),
                ("failure", failure));
        }

        foreach (var checker in _checkers)
        {
            checker.InvocationEnds(instance.Function, invocation.Event, failure, bug, now);
        }
    }

    public void Accepts(string function, AsyncEvent accepted)
    {
        foreach (var checker in _checkers)
        {
            checker.Accepts(function, accepted, _world.Scheduler.NowMs);
        }
    }

    public void GivenUp(string function, AsyncEvent failed, string why)
    {
        _world.Timeline.Add(
            _world.Scheduler.NowMs,
            "deadLetter",
            ("by", function),
            ("about", failed.About),
            ("failure", why));

        // A beat comes again by itself, and with it what was handed over.
        if (function == _functions.AlarmResponder.Name && _tampering.KeepsLetters)
        {
            _letters.Add(_functions.AlarmResponder, failed);
        }
    }

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
