using CsCheck;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Alarms;

public sealed class AlarmDeciderProperties
{
    private static readonly DateTimeOffset T0 = Make.T0;

    [Fact]
    public void Nothing_starts_that_must_not() => Situations.Sample(
        (situation, transition) =>
        {
            var decision = AlarmDecider.Decide(situation, transition, T0);
            Assert.False(string.IsNullOrWhiteSpace(decision.Reason));
            if (decision.Verdict != AlarmVerdict.Starts)
            {
                return;
            }

            Assert.Equal(AutomationMode.Act, situation.Head.Mode);
            Assert.True(situation.Head.Phase is Phase.Prewarm or Phase.Live or Phase.Cooldown);
            Assert.Null(situation.Component?.Hold);
            Assert.True(situation.ActionClass == ActionClass.None || situation.Resource?.Lease is null
                || situation.Resource.Lease.ExpiresAt <= T0);
            Assert.Equal(AlarmStateValue.Alarm, transition.State);
            Assert.False(transition.IsSuppressed);
            Assert.NotNull(situation.Match.Component);
            Assert.True(situation.Resource is null || situation.Resource.Owner == situation.Head.Event);
            Assert.True(situation.ActionClass is ActionClass.None or ActionClass.CapacityUp
                || transition.Source == SignalSource.Sweep || situation.Confirmed == AlarmStateValue.Alarm);
            Assert.Equal((situation.LooksAgain ? situation.Memory!.Answers : 0) + 1, decision.Memory!.Answers);
        },
        iter: 20_000);

    [Fact]
    public void What_was_decided_before_changes_nothing() => Situations.Sample(
        (situation, transition) =>
        {
            var decision = AlarmDecider.Decide(situation, transition, T0);
            var isOld = decision.Verdict is AlarmVerdict.Duplicate or AlarmVerdict.Stale;
            Assert.True(!isOld || decision is { Memory: null, Hold: null, Page: false });
            Assert.True(
                situation.LooksAgain || situation.Match.Response is null || situation.Memory is not { } memory
                || isOld == (transition.ChangedAt < memory.Since
                    || (transition.ChangedAt == memory.Since && transition.State == memory.State)));
        },
        iter: 20_000);

    [Fact]
    public void Whoever_waits_is_looked_at_again_and_whoever_observes_calls_nobody() => Situations.Sample(
        (situation, transition) =>
        {
            var decision = AlarmDecider.Decide(situation, transition, T0);
            Assert.True(situation.Head.Mode != AutomationMode.Observe || decision is { Page: false, Hold: null });
            Assert.True(!decision.Page || decision.Memory!.PagedAt == T0);
            Assert.True(
                transition.State != AlarmStateValue.Alarm || decision.Memory is null || situation.Match.Response?.Role != AlarmRole.Trigger
                || decision.Memory.LookAgainAt > T0,
                $"{decision.Verdict} is never looked at again");
        },
        iter: 20_000);

    private static Gen<(AlarmSituation Situation, AlarmTransition Transition)> Situations =>
        from transition in Transitions
        from memory in Memories(transition)
        from modes in Gen.Select(Gen.Enum<AutomationMode>(), Gen.Enum<Phase>(), Gen.Enum<ActionClass>(), Gen.Int[0, 9])
        from states in Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 8], Gen.Bool)
        from confirmed in OneOf.These<AlarmStateValue?>(null, AlarmStateValue.Alarm, AlarmStateValue.Ok)
        select (Build(transition, memory, modes, states, confirmed), transition);

    private static Gen<AlarmTransition> Transitions =>
        from seconds in OneOf.These(0, 30, 60, 299, 301, 1200)
        from state in Gen.Frequency((4, Gen.Const(AlarmStateValue.Alarm)), (1, Gen.Enum<AlarmStateValue>()))
        from suppressed in Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true)))
        from source in Gen.Enum<SignalSource>()
        from missing in Gen.Enum<MissingData>()
        select Alarmed.Transition(T0.AddSeconds(-seconds), state) with
        {
            IsSuppressed = suppressed,
            Source = source,
            MissingData = missing,
        };

    private static Gen<AlarmMemory?> Memories(AlarmTransition transition) =>
        from exists in Gen.Int[0, 2]
        from since in OneOf.These(-60, 0, 60)
        from state in Gen.Enum<AlarmStateValue>()
        from answers in Gen.Int[0, 4]
        from look in OneOf.These<int?>(null, -30, 0, 30)
        from paged in Gen.Bool
        select exists == 0 ? null : new AlarmMemory(
            transition.Alarm,
            null,
            exists == 1 ? transition.State : state,
            exists == 1 ? transition.ChangedAt : transition.ChangedAt.AddSeconds(since),
            "reason",
            [transition.ChangedAt.AddMinutes(-1)],
            Alarmed.Run,
            answers == 0 ? null : T0.AddMinutes(-10),
            look is { } seconds ? T0.AddSeconds(seconds) : null,
            answers,
            paged ? T0.AddMinutes(-5) : null,
            AlarmVerdict.Recorded,
            transition);

    private static AlarmSituation Build(
        AlarmTransition transition,
        AlarmMemory? memory,
        (AutomationMode Mode, Phase Phase, ActionClass Class, int Match) modes,
        (int Hold, int Lease, int Spends, bool LooksAgain) states,
        AlarmStateValue? confirmed)
    {
        var component = new ComponentState(
            Make.Component().Name,
            states.Hold == 0 ? new Hold("held", T0, null) : null,
            EquatableList.From(Enumerable.Range(1, states.Spends).Select(i => Alarmed.Spend(T0.AddMinutes(-9 * i), modes.Class))));
        var resource = ResourceState.New(Make.WebGroup.Key, modes.Match == 1 ? EventId.Parse("other") : Alarmed.Event);
        var match = modes.Match switch
        {
            0 => ResponseMatch.None,
            2 => new ResponseMatch(Alarmed.Response, null, "which one?"),
            _ => Alarmed.Situation.Match,
        };
        return Alarmed.Situation.In(modes.Mode).In(modes.Phase) with
        {
            Match = match,
            ActionClass = modes.Class,
            Memory = memory,
            Component = component,
            Resource = resource with
            {
                Lease = states.Lease switch
                {
                    0 => new Lease(Alarmed.OtherRun, 1, T0.AddMinutes(1)),
                    1 => new Lease(Alarmed.OtherRun, 1, T0),
                    _ => null,
                },
            },
            Confirmed = confirmed,
            LooksAgain = states.LooksAgain && memory is not null && memory.Last == transition,
        };
    }
}
