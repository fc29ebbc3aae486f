using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Lifecycle;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>Lifecycle hooks of a group: instances wait in them, and do what is said or, in the end, the default.
/// </summary>
public sealed partial class FakeGroup
{
    private const string LaunchWait = "Pending:Wait";
    private const string TerminateWait = "Terminating:Wait";

    private readonly List<FakeWait> _waits = [];
    private readonly List<FakeWait> _timedOut = [];
    private readonly List<Change.CompleteHook> _completions = [];
    private int _tokens;

    public IReadOnlyList<HookTerms> Hooks { get; set; } = [];

    public IReadOnlyList<FakeWait> Waits => _waits;

    /// <summary>Waits that nobody ended.</summary>
    public IReadOnlyList<FakeWait> TimedOut => _timedOut;

    /// <summary>Completions that ended a wait.</summary>
    public IReadOnlyList<Change.CompleteHook> Completions => _completions;

    /// <summary>Called when an instance begins to wait: Auto Scaling's message.</summary>
    public Action<FakeWait> OnWait { get; set; } = _ => { };

    private FakeMember AtHooks(FakeMember before, FakeMember after, DateTimeOffset now) =>
        (before, after) switch
        {
            ({ LifecycleState: "Pending" }, { LifecycleState: GroupMember.InServiceState }) when Any(launching: true) =>
                Begin(after.To(LaunchWait, now), launching: true, now),
            ({ LifecycleState: "Terminating", IsMember: true }, { IsMember: false }) when Any(launching: false) =>
                Begin(before.To(TerminateWait, now), launching: false, now),
            _ => after,
        };

    private bool Any(bool launching) => Hooks.Any(h => h.Launching == launching);

    private FakeMember Begin(FakeMember member, bool launching, DateTimeOffset now)
    {
        foreach (var hook in Hooks.Where(h => h.Launching == launching))
        {
            _tokens++;
            var wait = new FakeWait(member.Id, hook, $"token-{_tokens}", now, now + hook.Timeout);
            _waits.Add(wait);
            OnWait(wait);
        }

        return member;
    }

    private string? Complete(Change.CompleteHook change, DateTimeOffset now)
    {
        // "No active Lifecycle Action found" is done, as the port promises.
        if (Find(change) is { } wait)
        {
            _completions.Add(change);
            End(wait, change.Abandon, now);
        }

        return null;
    }

    private string? Beat(Change.BeatHook change, DateTimeOffset now)
    {
        var wait = _waits.Find(w => w.Instance == change.Instance && w.Hook.Name == change.Hook);
        if (wait is null)
        {
            return "No active Lifecycle Action found";
        }

        var limit = wait.Since + HookTimes.LimitOf(wait.Hook.Timeout);
        var next = now + wait.Hook.Timeout;
        _waits[_waits.IndexOf(wait)] = wait with { Deadline = next < limit ? next : limit };
        return null;
    }

    private FakeWait? Find(Change.CompleteHook change) => _waits.Find(w =>
        w.Instance == change.Instance && w.Hook.Name == change.Hook
        && (change.Token is null || change.Token == w.Token));

    private void TimeOut(DateTimeOffset now)
    {
        foreach (var late in _waits.Where(w => w.Deadline <= now).ToList())
        {
            _timedOut.Add(late);
            End(late, late.Hook.AbandonsByDefault, now);
        }
    }

    private void End(FakeWait wait, bool abandon, DateTimeOffset now)
    {
        _waits.Remove(wait);
        var member = Find(wait.Instance)!;
        if (member.LifecycleState == TerminateWait)
        {
            Put(_waits.Exists(w => w.Instance == wait.Instance) ? member
                : member with { IsMember = false, State = "terminated", StateSince = now });
        }
        else if (abandon)
        {
            _waits.RemoveAll(w => w.Instance == wait.Instance);
            Put(member with { LifecycleState = "Terminating:Proceed", IsMember = false, State = "terminated" });
        }
        else if (!_waits.Exists(w => w.Instance == wait.Instance))
        {
            Put(member.To(GroupMember.InServiceState, now));
        }
    }
}
