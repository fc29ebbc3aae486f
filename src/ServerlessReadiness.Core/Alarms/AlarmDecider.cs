using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Alarms;

/// <summary>
/// Decides what an alarm's transition, or a second look at one still firing, leads to. Pure: the same situation gives
/// the same decision, in Lambda, on a laptop and in the simulator.
/// </summary>
public static class AlarmDecider
{
    /// <summary>More changes than this within the window are flapping.</summary>
    public const int FlappingChangesMax = 3;

    /// <summary>Runs that one uninterrupted ALARM may start before a person is called.</summary>
    public const int AnswersMax = 3;

    public static readonly TimeSpan FlappingWindow = TimeSpan.FromMinutes(10);

    /// <summary>How long a flapping alarm holds its component.</summary>
    public static readonly TimeSpan FlappingHold = TimeSpan.FromMinutes(15);

    /// <summary>An alarm older than this acts only if CloudWatch still agrees.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(5);

    /// <summary>When an alarm that could not be answered is looked at again.</summary>
    public static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>What takes serving instances away or moves traffic is never done on a message alone.</summary>
    public static bool NeedsConfirmation(AlarmTransition transition, ActionClass actionClass, DateTimeOffset now) =>
        transition.State == AlarmStateValue.Alarm
        && transition.Source != SignalSource.Sweep
        && (actionClass is ActionClass.Replace or ActionClass.Traffic or ActionClass.CapacityDown
            || now - transition.ChangedAt > LateAfter);

    public static AlarmDecision Decide(AlarmSituation situation, AlarmTransition transition, DateTimeOffset now)
    {
        var facts = new AlarmFacts(situation, transition, now);
        return Recognise(facts) ?? Guard(facts) ?? Afford(facts) ?? Answer(facts);
    }

    /// <summary>The alarm's recent changes with this one, oldest first.</summary>
    internal static EquatableList<DateTimeOffset> ChangesWith(AlarmMemory? memory, AlarmTransition transition) =>
        (memory?.RecentChanges ?? []).Contains(transition.ChangedAt)
            ? memory!.RecentChanges
            : (memory?.RecentChanges ?? []).Add(transition.ChangedAt).TakeLast(AlarmMemory.RecentChangesMax);

    /// <summary>First table: is this a transition that asks for something at all?</summary>
    private static AlarmDecision? Recognise(AlarmFacts facts)
    {
        var (situation, transition) = (facts.Situation, facts.Transition);
        return facts switch
        {
            { Response: null, Situation.LooksAgain: true } => Remember(
                facts,
                AlarmVerdict.Unknown,
                $"no response of the plan matches alarm {Name(facts)} any more"),
            { Response: null } => Leave(AlarmVerdict.Unknown, $"no response of the plan matches alarm {Name(facts)}"),
            { Freshness: Freshness.Duplicate } => Leave(
                AlarmVerdict.Duplicate,
                $"alarm {Name(facts)} went to {transition.State} at {transition.ChangedAt:u} "
                + "and that was decided before"),
            { Freshness: Freshness.Stale } => Leave(
                AlarmVerdict.Stale,
                $"alarm {Name(facts)} changed again at {situation.Memory!.Since:u}, "
                + $"after this message's {transition.ChangedAt:u}"),

            { Meaning: AlarmMeaning.Clears } => Remember(
                facts,
                AlarmVerdict.Cleared,
                $"alarm {Name(facts)} is OK again"),
            { Meaning: AlarmMeaning.Unproven } => Remember(
                facts,
                AlarmVerdict.Unproven,
                $"alarm {Name(facts)} is {transition.State}, which proves nothing: nothing starts, nothing ends"),
            { Meaning: not (AlarmMeaning.Triggers or AlarmMeaning.TriggersPerhapsOnSilence) } => Remember(
                facts,
                AlarmVerdict.Recorded,
                $"alarm {Name(facts)} ({facts.Response!.Role}) is {transition.State}: {facts.Meaning}"),
            _ => null,
        };
    }

    /// <summary>Second table: may automation act on it now?</summary>
    private static AlarmDecision? Guard(AlarmFacts facts)
    {
        var (situation, now) = (facts.Situation, facts.Now);
        return facts switch
        {
            { IsSuppressed: true } => Again(
                facts,
                AlarmVerdict.Suppressed,
                $"CloudWatch suppresses the actions of alarm {Name(facts)}; lift the suppressor if it should act"),
            { Phase: Phase.Scheduled or Phase.Closed or Phase.Cancelled } => Again(
                facts,
                AlarmVerdict.OutOfPhase,
                $"event {situation.Head.Event} is {facts.Phase}; alarms act from Prewarm to Cooldown"),
            { Mode: AutomationMode.Paused } => Again(
                facts,
                AlarmVerdict.Paused,
                $"automation of event {situation.Head.Event} is paused: {situation.Head.ModeReason}"),
            { Component: null } => Person(
                facts,
                AlarmVerdict.Unresolved,
                situation.Match.Problem ?? "no component is meant"),
            { OtherOwner: { } owner } => Person(
                facts,
                AlarmVerdict.OwnedElsewhere,
                $"{facts.Component!.Resource.Label} belongs to event {owner}; one of the two plans must let it go"),
            // One page for one hold: while it lasts, each further change would only page again.
            { IsFlapping: true, Hold: null } => Person(
                facts,
                AlarmVerdict.Flapping,
                $"alarm {Name(facts)} changed more than {FlappingChangesMax} times within {Minutes(FlappingWindow)}; "
                + $"component {facts.Component!.Name} is held for {Minutes(FlappingHold)}",
                new Hold($"alarm {Name(facts)} is flapping", now, now + FlappingHold)),
            { Hold: { } hold } => Again(
                facts,
                AlarmVerdict.Held,
                $"component {facts.Component!.Name} is on hold: {hold.Reason}"),
            { SameCause: { } cause } => Again(
                facts,
                AlarmVerdict.SameCause,
                $"alarm {cause.Alarm!.Value.Name} is the same cause on component {facts.Component!.Name}, "
                + $"and run {cause.Run} answers it"),
            { Situation.OwnShedding: { } why } => Again(
                facts,
                AlarmVerdict.OwnShedding,
                $"alarm {Name(facts)} is our own doing, so it climbs and moves nothing: {why}"),
            { TrafficOnSilence: true } => Person(
                facts,
                AlarmVerdict.Unconfirmed,
                $"alarm {Name(facts)} also fires when data is missing; traffic is not moved on silence"),
            { NeedsConfirmation: true, IsConfirmed: false } => Again(
                facts,
                AlarmVerdict.Unconfirmed,
                Unconfirmed(facts)),
            { Freeze: { } freeze } => Person(
                facts,
                AlarmVerdict.Frozen,
                $"freeze \"{freeze.Name}\" of the plan forbids {situation.ActionClass} on component "
                + $"{facts.Component!.Name} until {freeze.Until:u}: decide whether to act by hand"),
            _ => null,
        };
    }

    /// <summary>Third table: is the component free, and is there budget for it?</summary>
    private static AlarmDecision? Afford(AlarmFacts facts)
    {
        var situation = facts.Situation;
        return facts switch
        {
            { IsExhausted: true } => Person(
                facts,
                AlarmVerdict.Exhausted,
                $"alarm {Name(facts)} still fires after {situation.Memory!.Answers} answers; a person must look"),
            { Situation.Climb: LadderClimb.Top top } => Person(facts, AlarmVerdict.TopOfLadder, top.Why),
            { Situation.Climb: LadderClimb.Busy busy } => Again(facts, AlarmVerdict.LeaseHeld, busy.Why),
            { Situation.Climb: LadderClimb.Soaks soaks } => Again(
                facts,
                AlarmVerdict.CoolingDown,
                soaks.Why,
                soaks.Until),
            { LeaseOfAnother: { } lease } => Again(
                facts,
                AlarmVerdict.LeaseHeld,
                $"run {lease.Holder} is at work on {facts.Component!.Resource.Label} until {lease.ExpiresAt:u}"),
            { CooledDownAt: { } at } => Again(
                facts,
                AlarmVerdict.CoolingDown,
                $"{situation.ActionClass} on component {facts.Component!.Name} cools down until {at:u}",
                at),
            { IsCountSpent: true } => Person(
                facts,
                AlarmVerdict.BudgetSpent,
                $"the budget of {facts.Budget!.Count} {situation.ActionClass} runs within "
                + $"{Minutes(facts.Budget.Window)} on component {facts.Component!.Name} is spent"),
            { IsShareSpent: true } => Person(
                facts,
                AlarmVerdict.BudgetSpent,
                $"touching {situation.Instance} too would exceed {facts.Budget!.SharePercent} % of component "
                + $"{facts.Component!.Name} within {Minutes(facts.Budget.Window)}; "
                + "many impaired members are one shared cause"),
            { Mode: AutomationMode.Observe } => Again(
                facts,
                AlarmVerdict.Observed,
                $"observing: runbook {facts.Response!.Runbook} would start on component {facts.Component!.Name}"),
            _ => null,
        };
    }

    private static AlarmDecision Leave(AlarmVerdict verdict, string reason) => new(verdict, reason, null);

    private static AlarmDecision Remember(AlarmFacts facts, AlarmVerdict verdict, string reason) =>
        new(verdict, reason, Next(facts) with { Verdict = verdict });

    /// <summary>
    /// Nothing is done now; Clock looks again. An alarm that has fired beyond the plan's limit while nothing answers it
    /// goes to a person all the same.
    /// </summary>
    private static AlarmDecision Again(AlarmFacts facts, AlarmVerdict verdict, string reason, DateTimeOffset? at = null)
    {
        var next = Next(facts) with { Verdict = verdict, LookAgainAt = at ?? facts.Now + LookAgainAfter };
        return facts.IsLeftAlone(next)
            ? new AlarmDecision(
                verdict,
                $"{reason}; the alarm has fired for {Minutes(facts.Now - next.Since)}, so a person is called",
                next with { PagedAt = facts.Now },
                Page: true)
            : new AlarmDecision(verdict, reason, next);
    }

    /// <summary>A person is called, once for each ALARM. In observe mode nobody is called.</summary>
    private static AlarmDecision Person(AlarmFacts facts, AlarmVerdict verdict, string reason, Hold? hold = null)
    {
        var pages = facts.Mode == AutomationMode.Act
            && !facts.IsAcknowledged
            && (!facts.Situation.LooksAgain || facts.Situation.Memory?.PagedAt is null);
        var cooldown = facts.Component?.AlarmCooldown ?? LateAfter;
        var next = Next(facts) with { Verdict = verdict, LookAgainAt = facts.Now + cooldown };
        next = pages ? next with { PagedAt = facts.Now, AnsweredAt = facts.Now } : next;
        return new AlarmDecision(verdict, reason, next, facts.Mode == AutomationMode.Act ? hold : null, pages);
    }

    private static AlarmDecision Answer(AlarmFacts facts)
    {
        var next = Next(facts);
        return new AlarmDecision(
            AlarmVerdict.Starts,
            $"alarm {Name(facts)} fires: {facts.Transition.Reason}",
            next with
            {
                Verdict = AlarmVerdict.Starts,
                AnsweredAt = facts.Now,
                Answers = next.Answers + 1,
                LookAgainAt = facts.Now + facts.Component!.AlarmCooldown,
            });
    }

    /// <summary>The memory with this transition in it; a new state starts its answers afresh.</summary>
    private static AlarmMemory Next(AlarmFacts facts)
    {
        var transition = facts.Transition;
        var old = facts.Situation.Memory;
        return facts.Situation.LooksAgain && old is not null
            ? old with { LookAgainAt = null }
            : new AlarmMemory(
                transition.Alarm,
                transition.Contributor,
                transition.State,
                transition.ChangedAt,
                transition.Reason,
                ChangesWith(old, transition),
                old?.Run,
                null,
                null,
                0,
                null,
                AlarmVerdict.Recorded,
                transition);
    }

    private static string Unconfirmed(AlarmFacts facts) => facts.Situation.Confirmed is { } state
        ? $"CloudWatch says that alarm {Name(facts)} is {state} now; nothing is done on an alarm that is over"
        : $"CloudWatch did not confirm alarm {Name(facts)}; "
            + $"{facts.Situation.ActionClass} is not done on a message alone";

    private static string Name(AlarmFacts facts) => facts.Transition.Contributor is { } contributor
        ? $"{facts.Transition.Alarm.Name} ({contributor})"
        : facts.Transition.Alarm.Name;

    private static string Minutes(TimeSpan span) => $"{span.TotalMinutes:0.#} min";
}
