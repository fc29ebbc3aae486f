using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Lifecycle;

/// <summary>
/// The minute's look at lifecycle hooks: instances that wait and whose message never came get their run, and troubles
/// become issues and end as such. Commits only; what starts is due at once, and the same beat hands it over.
/// </summary>
public sealed class LifecycleWatch
{
    /// <summary>A hook that failed longer ago than this is no present trouble.</summary>
    private static readonly TimeSpan FailureLasts = TimeSpan.FromMinutes(30);

    private readonly IStateStore _store;
    private readonly World _world;
    private readonly WorldReader _reader;
    private readonly JournalWriter _journal;
    private readonly TimeProvider _time;
    private readonly HookTermsBook _terms;
    private readonly HookStarts _starts;
    private readonly PhaseCommit _commit;

    public LifecycleWatch(
        IStateStore store,
        World world,
        WorldReader reader,
        JournalWriter journal,
        RunWrites runWrites,
        Pages pages,
        Ids ids,
        TimeProvider time)
    {
        (_store, _world, _reader, _journal, _time) = (store, world, reader, journal, time);
        _terms = new HookTermsBook(world, time);
        _starts = new HookStarts(store, journal, runWrites, ids);
        _commit = new PhaseCommit(store, journal, runWrites, pages, ids);
    }

    /// <returns>How many instances got a run.</returns>
    public async Task<int> LookAsync(OpenEvent open, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(open);
        var (hooks, notices) = await ReadAsync(open, cancellationToken);
        var troubles = new List<PortException>();
        var adopted = 0;
        foreach (var component in open.Plan.Hooks.Select(h => h.Component).Distinct())
        {
            try
            {
                adopted += await AdoptAsync(open, component, hooks, cancellationToken);
            }
            catch (PortException e)
            {
                // One group that cannot be read must not keep another's instances waiting.
                troubles.Add(e);
            }
        }

        await TellAsync(open, [.. hooks.Values.Select(h => h.Value)], notices, cancellationToken);
        return troubles.Count == 0
            ? adopted
            : throw new PortException(string.Join(" ", troubles.Select(t => t.Message)), troubles[0]);
    }

    private async Task<(Dictionary<StateAddress, Versioned<HookMemory>> Hooks, List<Versioned<NoticeMemory>> Notices)>
        ReadAsync(OpenEvent open, CancellationToken cancellationToken)
    {
        var hooks = new Dictionary<StateAddress, Versioned<HookMemory>>();
        var notices = new List<Versioned<NoticeMemory>>();
        string? after = null;
        do
        {
            var page = await _store.QueryAsync(
                new StateQuery(StateKeys.EventPk(open.Id), StateKeys.LifecyclePrefix, after),
                cancellationToken);
            foreach (var document in page.Documents)
            {
                if (document.Address.Sk.StartsWith(StateKeys.HookPrefix, StringComparison.Ordinal))
                {
                    var key = new StateKey<HookMemory>(document.Address, StateJson.Default.HookMemory);
                    hooks[document.Address] = new(StateView.Parse(document, key), document.Version);
                }
                else
                {
                    var key = new StateKey<NoticeMemory>(document.Address, StateJson.Default.NoticeMemory);
                    notices.Add(new(StateView.Parse(document, key), document.Version));
                }
            }

            after = page.Next;
        }
        while (after is not null);
        return (hooks, notices);
    }

    private async Task<int> AdoptAsync(
        OpenEvent open,
        ComponentName name,
        Dictionary<StateAddress, Versioned<HookMemory>> known,
        CancellationToken cancellationToken)
    {
        var component = open.Plan.FindComponent(name)!;
        var group = (Resource.AutoScalingGroup)component.Resource;
        var place = new HookPlace(open, component, group);
        var seen = await _world.Fleets.ReadAsync(group, GroupDetails.None, cancellationToken);
        var adopted = 0;
        foreach (var member in seen.Members.Where(m => m.LifecycleState.EndsWith(":Wait", StringComparison.Ordinal)))
        {
            var launching = member.LifecycleState.Contains("Pending", StringComparison.Ordinal);
            foreach (var plan in open.Plan.Hooks.Where(h => h.Component == name && h.Launching == launching))
            {
                var key = StateKeys.Hook(open.Id, plan.Hook, member.Instance);
                var memory = known.TryGetValue(key.Address, out var found)
                    ? new Versioned<HookMemory?>(found.Value, found.Version)
                    : new Versioned<HookMemory?>(null, 0);
                adopted += await LookAtAsync(place, plan, member, key, memory, cancellationToken) ? 1 : 0;
            }
        }

        return adopted;
    }

    private async Task<bool> LookAtAsync(
        HookPlace place,
        HookPlan plan,
        GroupMember member,
        StateKey<HookMemory> key,
        Versioned<HookMemory?> memory,
        CancellationToken cancellationToken)
    {
        var terms = await _terms.ReadAsync(place.Group, plan.Hook, plan.Launching, cancellationToken);
        var now = _time.GetUtcNow();
        var ask = new HookAsk(
            ByClock: true,
            null,
            now,
            memory.Value is { IsUnderWay: true, Run: { } run } && await IsGoneAsync(place, run, cancellationToken),
            terms.Timeout < HookTimes.ShortestForClock);
        var decision = HookDecider.Decide(memory.Value, ask, now);
        switch (decision.Verdict)
        {
            case HookVerdict.Starts:
                var wait = HookWait.Of(member.Instance, member.LifecycleState, plan, terms, now);
                return await _starts.CommitAsync(
                    place, plan, wait, memory, decision, handsOver: true, now, cancellationToken) is not null;
            case HookVerdict.LooksAgain when memory.Value is null:
                await _store.CommitAsync(
                    [
                        key.Put(
                            Seen(place, plan, member.Instance, decision, now),
                            0,
                            expiresAt: now + HookMemory.KeptFor),
                    ],
                    cancellationToken);
                return false;
            case HookVerdict.GivenUp when memory.Value is { Adoptions: HookDecider.AdoptionsMax } given:
                // Said once, which the count remembers; the memory makes it an issue.
                var last = given with
                {
                    EndedAt = now,
                    Succeeded = false,
                    Reason = decision.Reason,
                    Adoptions = given.Adoptions + 1,
                };
                await _store.CommitAsync(
                    [
                        key.Put(last, memory.Version, expiresAt: now + HookMemory.KeptFor),
                        _journal.Line(HookStarts.Line(place, member.Instance, decision, "clock", now)),
                    ],
                    cancellationToken);
                return false;
            default:
                return false;
        }
    }

    private async Task<bool> IsGoneAsync(HookPlace place, RunId run, CancellationToken cancellationToken) =>
        (await _store.FindAsync(StateKeys.Run(place.Open.Id, run), cancellationToken)).Value is not { IsOver: false };

    private static HookMemory Seen(
        HookPlace place,
        HookPlan plan,
        InstanceId instance,
        HookDecision decision,
        DateTimeOffset now) => new(
        place.Open.Id,
        place.Component.Name,
        plan.Hook,
        plan.Launching,
        instance,
        null,
        null,
        now,
        null,
        null,
        null,
        decision.Reason,
        0);

    /// <summary>Makes issues of what is troubled, and closes those that are over.</summary>
    private async Task TellAsync(
        OpenEvent open,
        IReadOnlyList<HookMemory> hooks,
        List<Versioned<NoticeMemory>> notices,
        CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var failing = hooks
            .Where(h => h is { Succeeded: false, EndedAt: { } ended } && now - ended < FailureLasts
                && !IsKnownNow(open, h))
            .GroupBy(h => h.Component)
            .Select(g => Trouble(open.Id, [.. g.OrderBy(h => h.EndedAt)], now));
        var all = notices.ToDictionary(n => (n.Value.Component, n.Value.Kind), n => n);
        foreach (var trouble in failing)
        {
            var key = (trouble.Component, trouble.Kind);
            var present = all.GetValueOrDefault(key);
            all[key] = new(trouble with { Told = present.Value?.Told ?? false }, present.Version);
        }

        var news = all.Values.Where(n => n.Value.IsOpenAt(now) != n.Value.Told).ToList();
        if (news.Count == 0)
        {
            return;
        }

        var record = new EventRecord(
            open,
            new PlanKeys(open.Id, open.Plan),
            new ParsedDocuments(),
            _store,
            _reader,
            new Dictionary<StateAddress, StateDocument>(),
            now);
        var (head, version) = await _store.FindAsync(StateKeys.Head(open.Id), cancellationToken);
        if (head is null)
        {
            return;
        }

        record.Head = new(head, version);
        foreach (var (notice, noticeVersion) in news)
        {
            var told = notice with { Told = !notice.Told };
            var put = StateKeys.Notice(open.Id, notice.Component, notice.Kind)
                .Put(told, noticeVersion, expiresAt: notice.OpenUntil + NoticeMemory.KeptFor);
            IssueWish wish = told.Told
                ? new IssueWish.Open(
                    notice.Component,
                    notice.Kind,
                    notice.Summary,
                    notice.PlanOfAction,
                    Pages: notice.Pages)
                : new IssueWish.Close(notice.Component, notice.Kind, "it was not announced again, or is over");
            await _commit.CommitAsync(record, [put], new PhaseWishes([], [wish], []), cancellationToken);
        }
    }

    /// <summary>An unknown hook that the plan has meanwhile is no trouble any more.</summary>
    private static bool IsKnownNow(OpenEvent open, HookMemory memory) => memory.Run is null && open.Plan.Hooks.Any(h =>
        h.Component == memory.Component && h.Hook == memory.Hook && h.Launching == memory.Launching);

    private static NoticeMemory Trouble(
        Core.Events.EventId eventId,
        IReadOnlyList<HookMemory> failed,
        DateTimeOffset now)
    {
        var last = failed[^1];
        var hooks = string.Join(", ", failed.Select(f => f.Hook).Distinct(StringComparer.Ordinal));
        return new NoticeMemory(
            eventId,
            last.Component,
            IssueKind.LifecycleTrouble,
            $"{failed.Count} instance(s) had trouble in lifecycle hook {hooks} within {FailureLasts.TotalMinutes:0} "
            + $"minutes; the last was {last.Instance}: {last.Reason}",
            "Look at the hook's steps and at the instances' logs; capacity may come late or be given up meanwhile",
            now,
            last.EndedAt!.Value + FailureLasts,
            Pages: true,
            Told: false);
    }
}
