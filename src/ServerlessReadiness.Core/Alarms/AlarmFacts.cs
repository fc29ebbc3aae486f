using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Alarms;

/// <summary>The situation boiled down to what the decision table asks, each fact computed in one place.</summary>
internal sealed class AlarmFacts(AlarmSituation situation, AlarmTransition transition, DateTimeOffset now)
{
    public AlarmSituation Situation => situation;

    public AlarmTransition Transition => transition;

    public DateTimeOffset Now => now;

    public Response? Response => situation.Match.Response;

    public Component? Component => situation.Match.Component;

    public Phase Phase => situation.Head.Phase;

    public AutomationMode Mode => situation.Head.Mode;

    public bool IsSuppressed => transition.IsSuppressed;

    public AlarmMeaning Meaning => AlarmMeanings.Of(
        Response?.Role ?? AlarmRole.Trigger,
        transition.State,
        transition.MissingData ?? MissingData.Missing);

    /// <summary>
    /// The due index lags behind the table, so a second look may come too late as well: the alarm has changed since, or
    /// an overlapping beat has just looked at it.
    /// </summary>
    public Freshness Freshness =>
        situation.Memory is not { } memory ? Freshness.New
        : situation.LooksAgain ? FreshnessOfSecondLook(memory)
        : transition.ChangedAt < memory.Since ? Freshness.Stale
        : transition.ChangedAt == memory.Since && transition.State == memory.State ? Freshness.Duplicate
        : Freshness.New;

    /// <summary>The alarm changed more often within the window than a fault does, this change included.</summary>
    public bool IsFlapping =>
        !situation.LooksAgain
        && AlarmDecider.ChangesWith(situation.Memory, transition)
            .Count(at => at > transition.ChangedAt - AlarmDecider.FlappingWindow) > AlarmDecider.FlappingChangesMax;

    public Freeze? Freeze => situation.Freeze;

    public Hold? Hold => situation.Component?.Hold is { } hold && hold.IsInForce(now) ? hold : null;

    /// <summary>Some earlier run on the component that answers this very cause and is not long ago.</summary>
    public Spend? SameCause => Component is not { } component || situation.LooksAgain
        ? null
        : situation.Component?.Spends.LastOrDefault(s =>
            s.At > now - component.AlarmCooldown && s.Alarm is { } answered && IsOneCauseWith(answered, s.Children));

    /// <summary>
    /// A second look trusts CloudWatch's present word over a remembered message. That the sweep found the alarm firing
    /// once does not prove that it fires now.
    /// </summary>
    public bool NeedsConfirmation => situation.LooksAgain
        ? situation.Confirmed is not null
            || AlarmDecider.NeedsConfirmation(transition with { Source = SignalSource.Sns }, situation.ActionClass, now)
        : AlarmDecider.NeedsConfirmation(transition, situation.ActionClass, now);

    public bool IsConfirmed => situation.Confirmed == AlarmStateValue.Alarm;

    public bool TrafficOnSilence =>
        Meaning == AlarmMeaning.TriggersPerhapsOnSilence && situation.ActionClass == ActionClass.Traffic;

    public Lease? LeaseOfAnother =>
        situation.ActionClass != ActionClass.None && situation.Resource?.Lease is { } lease && now < lease.ExpiresAt
            ? lease
            : null;

    public EventId? OtherOwner =>
        situation.Resource is { } resource && resource.Owner != situation.Head.Event ? resource.Owner : null;

    public Budget? Budget => Component?.BudgetFor(situation.ActionClass);

    public DateTimeOffset? CooledDownAt => Budget is not { } budget || budget.Cooldown == TimeSpan.Zero
        ? null
        : SpendsOfClass.Select(s => s.At + budget.Cooldown).Where(at => at > now).Cast<DateTimeOffset?>().Max();

    /// <summary>A budget larger than what is remembered of spends is spent when the memory is full.</summary>
    public bool IsCountSpent => Budget is { } budget
        && InWindow(budget).Count() >= Math.Min(budget.Count, ComponentState.SpendsMax);

    /// <summary>One more instance would exceed the share of the fleet; one is always allowed.</summary>
    public bool IsShareSpent
    {
        get
        {
            if (Budget is not { } budget
                || situation.Seen?.Group is not { } group
                || situation.Instance is not { } instance)
            {
                return false;
            }

            var allowed = Math.Max(1, group.Desired * budget.SharePercent / 100);
            var touched = InWindow(budget).Select(s => s.Instance).OfType<Instances.InstanceId>().Append(instance);
            return touched.Distinct().Count() > allowed;
        }
    }

    /// <summary>A climb is bounded by the ladder's levels instead.</summary>
    public bool IsExhausted => situation is { Memory: { } memory, Climb: null }
        && situation.LooksAgain && memory.Answers >= AlarmDecider.AnswersMax;

    /// <summary>
    /// The alarm fires longer than the plan allows since it began, or since it was last answered, and neither is its
    /// own run at work nor was a person called. Observing, nobody is called.
    /// </summary>
    public bool IsLeftAlone(AlarmMemory memory) => Mode != AutomationMode.Observe
        && !IsAcknowledged
        && transition.State == AlarmStateValue.Alarm
        && memory.PagedAt is null
        && now - (memory.AnsweredAt ?? transition.ChangedAt) > situation.AlarmLimit
        && (LeaseOfAnother is not { } lease || lease.Holder != memory.Run);

    /// <summary>Somebody looks at this very ALARM. A new one is news again, whoever looked at the last.</summary>
    public bool IsAcknowledged => situation.Memory is { State: AlarmStateValue.Alarm, Acknowledged: { } known } memory
        && memory.Since == transition.ChangedAt && now < known.Until;

    private IEnumerable<Spend> SpendsOfClass =>
        situation.Component?.Spends.Where(s => s.Class == situation.ActionClass) ?? [];

    private IEnumerable<Spend> InWindow(Budget budget) => SpendsOfClass.Where(s => s.At > now - budget.Window);

    private Freshness FreshnessOfSecondLook(AlarmMemory memory) =>
        memory.State != transition.State || memory.Since != transition.ChangedAt ? Freshness.Stale
        : memory.LookAgainAt is { } at && at <= now ? Freshness.New
        : Freshness.Duplicate;

    private bool IsOneCauseWith(AlarmId answered, EquatableList<AlarmId> children) =>
        answered != transition.Alarm
        && (children.Contains(transition.Alarm) || transition.Children.Contains(answered));
}
