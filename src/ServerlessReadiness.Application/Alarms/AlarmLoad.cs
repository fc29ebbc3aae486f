using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.Shedding;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Application.Alarms;

/// <summary>A situation as loaded, with the versions that the commit must name.</summary>
/// <param name="Situation">What the decision is made from.</param>
/// <param name="Transition">The transition; on a second look with CloudWatch's present word on suppression.</param>
/// <param name="Runbook">The response's runbook, if it has one.</param>
/// <param name="MemoryVersion">The alarm's memory.</param>
/// <param name="ComponentVersion">The component's state.</param>
/// <param name="ResourceVersion">The resource's record.</param>
internal sealed record AlarmLoad(
    AlarmSituation Situation,
    AlarmTransition Transition,
    Runbook? Runbook,
    long MemoryVersion,
    long ComponentVersion,
    long ResourceVersion)
{
    /// <summary>The ladder that the response climbs; null when it climbs none.</summary>
    public ShedLadder? Ladder { get; init; }

    /// <summary>What the decision starts, should it start something.</summary>
    public Runbook Starts => (Ladder, Situation.Climb) switch
    {
        ({ } ladder, LadderClimb.Next next) => LadderRunbooks.Climb(ladder, next.Level),
        _ => Runbook!,
    };

    /// <summary>Whether the run goes on in Executor: AlarmResponder performs capacity and instance actions alone.
    /// </summary>
    public bool IsExecutors => Ladder is not null || (Runbook is { } runbook && !ActsAtOnce.Of(runbook));

    /// <summary>The parameters that the runbook is started with: its defaults.</summary>
    public EquatableList<SettingValue> Parameters { get; private init; } = [];

    /// <summary>
    /// One round of parallel reads: state in one batch, the world where something may start, and CloudWatch where it
    /// must confirm.
    /// </summary>
    public static async Task<AlarmLoad> ReadAsync(
        IStateStore store,
        World world,
        WorldReader reader,
        OpenEvent open,
        AlarmTransition transition,
        AlarmLook look,
        CancellationToken cancellationToken)
    {
        var match = ResponseMatcher.Match(open.Plan, transition);
        var ladder = LadderLoad.LadderOf(open.Plan, match);
        var (runbook, parameters) = Started(open.Plan, match);
        var actionClass = ClassOf(ladder, runbook);
        var instance = InstanceOf(transition);
        var state = ReadStateAsync(store, open, match, transition, cancellationToken);
        var mayStart = match.Component is not null && transition.State == AlarmStateValue.Alarm
            && (runbook is not null || ladder is not null);

        // A run that Executor performs is not begun here, so nothing has to be seen for it.
        var seen = mayStart && look.Observes && runbook is not null && ActsAtOnce.Of(runbook)
            ? reader.ObserveAsync(match.Component!, instance, NeedsOf(runbook), null, cancellationToken)
            : null;
        var confirms = mayStart
            && (look.LooksAgain || AlarmDecider.NeedsConfirmation(transition, actionClass, look.Now));
        var confirmed = confirms
            ? ConfirmAsync(world.Alarms, transition.Alarm, cancellationToken)
            : Task.FromResult<AlarmTransition?>(null);
        var view = await state;
        var (memory, memoryVersion) = view.Find(StateKeys.Alarm(open.Id, transition.Alarm, transition.Contributor));
        var (component, componentVersion) = match.Component is { } c
            ? view.Find(StateKeys.Component(open.Id, c.Name))
            : default;
        var (resource, resourceVersion) = match.Component is { } r
            ? view.Find(StateKeys.Resource(r.Resource.Key))
            : default;
        var quota = match.Component is { } q ? view.Find(StateKeys.Quota(open.Id, q.Name)).Value : null;
        var present = await confirmed;
        var situation = new AlarmSituation(
            HeadOf(view, open),
            match,
            actionClass,
            memory,
            component,
            resource,
            instance,
            present?.State,
            seen is null
                ? null
                : (await seen) with { QuotaHeadroom = quota?.HeadroomAt(look.Now), Record = resource },
            open.Plan.AlarmLimit,
            look.LooksAgain);
        situation = Bounded(situation, LadderLoad.States(view, open), open, ladder, transition, look.Now);

        // A remembered suppression may have been lifted since; CloudWatch does not send the same transition again.
        var current = look.LooksAgain && present is not null
            ? transition with { IsSuppressed = present.IsSuppressed }
            : transition;
        return new AlarmLoad(situation, current, runbook, memoryVersion, componentVersion, resourceVersion)
        {
            Ladder = ladder,
            Parameters = parameters,
        };
    }

    private static EventHead HeadOf(StateView view, OpenEvent open) =>
        view.Find(StateKeys.Head(open.Id)).Value ?? throw new PortException(
            PortFailure.NotFound,
            $"Event {open.Id} is listed but has no head; apply its plan again.");

    /// <summary>The situation with what the plan and the shed ladders have to say of it.</summary>
    private static AlarmSituation Bounded(
        AlarmSituation situation,
        IReadOnlyDictionary<ComponentName, LadderState> states,
        OpenEvent open,
        ShedLadder? ladder,
        AlarmTransition transition,
        DateTimeOffset now) => situation with
        {
            Climb = ladder is null
                ? null
                : LadderDecider.Climb(ladder, situation.Component?.Ladder ?? LadderState.Ground, now),
            OwnShedding = OwnShedding.Of(open.Plan, states, situation.Match, situation.ActionClass, transition),
            Freeze = situation.Match.Component is { } frozen
                ? Freezes.Forbidding(open.Plan.Freezes, frozen.Name, situation.ActionClass, now)
                : null,
        };

    /// <summary>A climb moves traffic, whatever its next level does; so it is confirmed, counted and frozen as such.
    /// </summary>
    private static ActionClass ClassOf(ShedLadder? ladder, Runbook? runbook) =>
        ladder is not null ? ActionClass.Traffic
        : runbook is null ? ActionClass.None
        : ActionCatalog.ClassOf(runbook);

    /// <summary>The runbook that the response starts, with defaults filled in: an alarm gives no parameters.</summary>
    private static (Runbook? Runbook, EquatableList<SettingValue> Parameters) Started(
        CompiledPlan plan,
        ResponseMatch match)
    {
        var found = match.Response?.Runbook is not { } name ? null
            : match.Component is { } component ? BuiltInRunbooks.Resolve(plan, name, component)
            : plan.FindRunbook(name);
        if (found is null)
        {
            return (null, []);
        }

        var bound = RunbookBinding.Bind(found, RunbookBinding.NothingGiven);
        return (bound.Runbook ?? found, bound.Values);
    }

    private static async Task<StateView> ReadStateAsync(
        IStateStore store,
        OpenEvent open,
        ResponseMatch match,
        AlarmTransition transition,
        CancellationToken cancellationToken)
    {
        var eventId = open.Id;
        var addresses = new List<StateAddress>
        {
            StateKeys.Head(eventId).Address,
            StateKeys.Alarm(eventId, transition.Alarm, transition.Contributor).Address,
        };
        if (match.Component is { } component)
        {
            addresses.Add(StateKeys.Component(eventId, component.Name).Address);
            addresses.Add(StateKeys.Resource(component.Resource.Key).Address);
            addresses.Add(StateKeys.Quota(eventId, component.Name).Address);
        }

        addresses.AddRange(LadderLoad.Addresses(open));
        return await store.LoadAsync(cancellationToken, [.. addresses.Distinct()]);
    }

    private static ObservationNeeds NeedsOf(Runbook runbook) => RunDecider.BeginsPlainly(runbook)
        ? ActionCatalog.For(runbook.Steps[0].Do).Needs
        : ObservationNeeds.None;

    private static InstanceId? InstanceOf(AlarmTransition transition) =>
        InstanceId.TryParse(transition.Dimension("InstanceId"), out var instance) ? instance : null;

    /// <summary>CloudWatch's present word, or null when it knows no such alarm or cannot be asked.</summary>
    private static async Task<AlarmTransition?> ConfirmAsync(
        IAlarms alarms,
        AlarmId alarm,
        CancellationToken cancellationToken)
    {
        try
        {
            var location = new Location(alarm.Account, alarm.Region);
            var states = await alarms.ReadAsync(location, [alarm.Name], cancellationToken);
            return states.FirstOrDefault(s => s.Alarm.Name == alarm.Name);
        }
        catch (PortException)
        {
            // What cannot be read confirms nothing; the decision says so.
            return null;
        }
    }
}
