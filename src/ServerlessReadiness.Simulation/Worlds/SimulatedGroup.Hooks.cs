using System.Globalization;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>Lifecycle hooks: instances wait in them until someone says how it goes on, or the default does.</summary>
internal sealed partial class SimulatedGroup
{
    private const string LaunchWait = "Pending:Wait";
    private const string TerminateWait = "Terminating:Wait";

    /// <summary>From a launch until the instance is there and waits; it boots meanwhile.</summary>
    private const long ThereMs = 10 * Instant.SecondMs;

    private readonly List<HookWaiting> _waits = [];
    private readonly List<HookWaiting> _timedOut = [];
    private int _tokens;

    public IReadOnlyList<HookTerms> Hooks => _setup.Hooks;

    public IReadOnlyList<HookWaiting> Waits => _waits;

    /// <summary>Waits that nobody ended in time, oldest first.</summary>
    public IReadOnlyList<HookWaiting> TimedOut => _timedOut;

    public void Complete(string hook, InstanceId instance, string? token, bool abandon, long nowMs)
    {
        Settle(nowMs);

        // "No active Lifecycle Action found": done, as the port promises.
        if (Find(hook, instance, token) is { } wait)
        {
            End(wait, abandon, nowMs);
            Changed(nowMs);
        }
    }

    public void Beat(string hook, InstanceId instance, string? token, long nowMs)
    {
        Settle(nowMs);
        var wait = Find(hook, instance, token) ?? throw Refused(
            $"No active Lifecycle Action found with instance ID {instance}");
        var limitMs = wait.SinceMs + Instant.Ms(HookTimes.LimitOf(wait.Hook.Timeout));
        wait.DeadlineMs = Math.Min(nowMs + Instant.Ms(wait.Hook.Timeout), limitMs);
        Changed(nowMs);
    }

    /// <summary>
    /// A member waits in a hook from now on, as somebody else's notice says of it; nothing where the group has neither.
    /// </summary>
    public void Hold(string hook, InstanceId instance, string token, long nowMs)
    {
        Settle(nowMs);
        if (_setup.Hooks.FirstOrDefault(h => h.Name == hook) is not { } terms || Find(instance) is not { } member
            || Find(hook, instance, token) is not null)
        {
            return;
        }

        var deadlineMs = nowMs + Instant.Ms(terms.Timeout);
        _waits.Add(new HookWaiting(_setup.Name, instance, terms, token, nowMs) { DeadlineMs = deadlineMs });
        (member.IsPastLaunchHook, member.IsPastTerminateHook) = (!terms.Launching, !terms.Launching);
        member.Move(terms.Launching ? LaunchWait : TerminateWait, nowMs);
        Changed(nowMs);
    }

    private HookWaiting? Find(string hook, InstanceId instance, string? token) => _waits.Find(w =>
        w.Instance == instance && w.Hook.Name == hook && (token is null || token == w.Token));

    private void AtHooks(long nowMs)
    {
        if (_setup.Hooks.Count == 0)
        {
            return;
        }

        foreach (var late in _waits.Where(w => w.DeadlineMs <= nowMs).ToList())
        {
            _timedOut.Add(late);
            End(late, late.Hook.AbandonsByDefault, nowMs);
        }

        foreach (var member in _members)
        {
            if (member is { Lifecycle: "Pending", IsPastLaunchHook: false } && nowMs >= member.LaunchedMs + ThereMs
                && Begin(member, launching: true, nowMs))
            {
                member.Move(LaunchWait, nowMs);
            }
            else if (member is { Lifecycle: "Terminating", IsPastTerminateHook: false } && !member.IsGoneAt(nowMs))
            {
                _waits.RemoveAll(w => w.Instance == member.Id);
                member.IsPastTerminateHook = true;
                if (Begin(member, launching: false, nowMs))
                {
                    member.HoldTermination(TerminateWait, nowMs);
                }
            }
        }

        // What vanished with its zone waits for nothing any more.
        _waits.RemoveAll(w => Find(w.Instance) is not { Lifecycle: LaunchWait or TerminateWait });
    }

    private bool Begin(Machine member, bool launching, long nowMs)
    {
        var hooks = _setup.Hooks.Where(h => h.Launching == launching).ToList();
        foreach (var hook in hooks)
        {
            var token = string.Create(
                CultureInfo.InvariantCulture,
                $"00000000-0000-4000-8000-{_setup.Number:x4}{++_tokens:x8}");
            var wait = new HookWaiting(_setup.Name, member.Id, hook, token, nowMs)
            {
                DeadlineMs = nowMs + Instant.Ms(hook.Timeout),
            };
            _waits.Add(wait);
            _setup.Waits(wait);
        }

        return hooks.Count > 0;
    }

    private void End(HookWaiting wait, bool abandon, long nowMs)
    {
        _waits.Remove(wait);
        if (Find(wait.Instance) is not { } member)
        {
            return;
        }

        var waitsOn = _waits.Exists(w => w.Instance == wait.Instance);
        if (member.Lifecycle == TerminateWait && !waitsOn)
        {
            member.Terminate(nowMs);
        }
        else if (member.Lifecycle == LaunchWait && abandon)
        {
            _waits.RemoveAll(w => w.Instance == wait.Instance);

            // What is abandoned at its launch never served, and goes without its termination hook.
            member.IsPastTerminateHook = true;
            member.Terminate(nowMs);
        }
        else if (member.Lifecycle == LaunchWait && !waitsOn)
        {
            member.IsPastLaunchHook = true;
            member.Move("Pending", nowMs);
        }
    }

    /// <summary>When the next wait begins or ends by itself.</summary>
    private long NextHookMs(long nowMs)
    {
        var next = _waits.Count == 0 ? long.MaxValue : _waits.Min(w => w.DeadlineMs);
        foreach (var member in _members)
        {
            if (_setup.Hooks.Count > 0 && member is { Lifecycle: "Pending", IsPastLaunchHook: false })
            {
                next = Math.Min(next, Math.Max(member.LaunchedMs + ThereMs, nowMs + 1));
            }
        }

        return next;
    }
}
