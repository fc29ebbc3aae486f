using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Learning;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.PostMortems;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Learning;

public sealed class LessonTests
{
    private static readonly DateTimeOffset Signal = Happened.Live.AddMinutes(10);

    private static readonly EventFacts Used = Happened.Lived with
    {
        Runs = [Happened.RunOf(Alarmed.Run, RunState.Done)],
    };

    [Fact]
    public void A_peak_above_the_plan_raises_the_peak_and_the_factor()
    {
        // 2,000 a second are ten times the normal 200 and need 20 units of 100.
        var lessons = Of(Used.Measured(Happened.Live, 30, 2000, 14));
        var peak = Assert.Single(lessons, l => l.Kind == LessonKind.Peak);
        Assert.Equal(("expect.peak", "6x", "12x", Confidence.High), (peak.Path, peak.Present, peak.Proposed, peak.Confidence));
        Assert.Contains("10x the normal", peak.Evidence, StringComparison.Ordinal);
        var factor = Assert.Single(lessons, l => l.Kind == LessonKind.Factor);
        Assert.Equal([new PlanEdit("components.front.factor", "12x")], factor.Edits);
        Assert.Equal(Confidence.Low, Of(Rehearsed(Used.Measured(Happened.Live, 30, 2000, 14)))[0].Confidence);
    }

    [Fact]
    public void A_floor_that_the_plan_states_is_changed_instead_of_its_factor_and_lifts_the_ceiling_along()
    {
        var plan = Happened.Plan with { Components = [Happened.Plan.Components[0] with { Floor = 10, Ceiling = 20 }] };
        var lesson = Assert.Single(Of(Used.Measured(Happened.Live, 30, 2000, 14), plan), l => l.Kind == LessonKind.Floor);
        Assert.Equal(
            [new PlanEdit("components.front.floor", "24"), new PlanEdit("components.front.ceiling", "29")],
            lesson.Edits);
    }

    [Fact]
    public void A_plan_that_fits_teaches_nothing_and_one_that_is_far_too_large_is_lowered()
    {
        var fits = Of(Used.Measured(Happened.Live, 30, 1000, 12));
        Assert.DoesNotContain(fits, l => l.Kind is LessonKind.Peak or LessonKind.Factor or LessonKind.Floor);
        Assert.DoesNotContain(Of(Used.Measured(Happened.Live, 30, 1240, 12)), l => l.Kind == LessonKind.Peak);
        Assert.Contains(Of(Used.Measured(Happened.Live, 30, 1280, 12)), l => l.Kind == LessonKind.Peak);
        var idle = Of(Used.Measured(Happened.Live, 30, 400, 12));
        Assert.Equal("2.5x", Assert.Single(idle, l => l.Kind == LessonKind.Peak).Proposed);
        Assert.Equal("2.5x", Assert.Single(idle, l => l.Kind == LessonKind.Factor).Proposed);
    }

    [Fact]
    public void What_others_traffic_may_be_moved_to_is_not_lowered_after_a_quiet_event()
    {
        var spare = Happened.Plan.Components[0] with { Name = ComponentName.Parse("spare"), Alternative = Happened.Front };
        var plan = Happened.Plan with { Components = [Happened.Plan.Components[0], spare] };

        var idle = Of(Used.Measured(Happened.Live, 30, 400, 12), plan);

        Assert.DoesNotContain(idle, l => l.Kind == LessonKind.Factor && l.Path == "components.front.factor");
        var told = Assert.Single(idle, l => l.Kind == LessonKind.Standby);
        Assert.Empty(told.Edits);
        Assert.Contains("what others serve may be moved to it", told.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_could_not_keep_up_is_named_since_no_unit_more_helps_it()
    {
        var orders = new Component(
            ComponentName.Parse("orders"),
            new Resource.Setting(Happened.Plan.Components[0].Resource.Account, "ap-northeast-2", SettingService.RdsInstance, "orders"),
            1,
            1,
            0,
            TimeSpan.FromMinutes(5),
            []);
        var plan = Happened.Plan with { Components = [Happened.Plan.Components[0], orders] };
        var facts = Used.Measured(Happened.Live, 30, 1000, 12) with { Plan = plan };
        var strained = facts with
        {
            Measured = facts.Measured with
            {
                Strains =
                [
                    new Strain(orders.Name, Signal, Signal.AddMinutes(4)),
                    new Strain(orders.Name, Signal.AddMinutes(10), Signal.AddMinutes(12)),
                    new Strain(orders.Name, Happened.Prewarm, Happened.Live),
                    new Strain(Happened.Front, Signal, Signal.AddMinutes(4)),
                ],
            },
        };

        var lesson = Assert.Single(Of(strained, plan), l => l.Kind == LessonKind.SettingTooSmall);

        Assert.Equal("components.orders.set", lesson.Path);
        Assert.Contains("6 min in all", lesson.Evidence, StringComparison.Ordinal);
        Assert.DoesNotContain(Of(facts, plan), l => l.Kind == LessonKind.SettingTooSmall);
    }

    [Fact]
    public void A_floor_that_never_was_in_service_is_told_with_its_reason()
    {
        var stages = StageProgress.New(Happened.Plan.Event) with
        {
            Stages =
            [
                new StageRecord(1, StageState.GivenUp, Happened.Prewarm, Happened.Prewarm.AddMinutes(40), StageVerdict.ProceedsAnyway, "",
                [
                    GoalRecord.New(Happened.Front, 12) with { Reason = "AWS has no capacity" },
                ]),
            ],
        };
        var plan = Happened.Plan with
        {
            Stages = [new PrewarmStage(1, Happened.Prewarm, Happened.Prewarm.AddMinutes(20), [new StageGoal(Happened.Front, 12)])],
        };
        var lessons = Of(Used.Measured(Happened.Live, 30, 700, 9) with { Plan = plan, Stages = stages }, plan);
        var short9 = Assert.Single(lessons, l => l.Kind == LessonKind.FloorNotReached);
        Assert.Contains("at most 9 units were in service of the floor of 12: AWS has no capacity", short9.Evidence, StringComparison.Ordinal);

        // It took 40 of 20 minutes: a quarter more, in steps of five.
        var late = Assert.Single(lessons, l => l.Kind == LessonKind.LeadTime);
        Assert.Equal([new PlanEdit("components.front.leadTime", "50m")], late.Edits);
    }

    [Fact]
    public void An_alarm_that_fired_three_times_for_nothing_is_raised_and_one_that_started_something_is_not()
    {
        var plan = Happened.Plan with
        {
            Responses =
            [
                Happened.Plan.Responses[0] with
                {
                    Model = new AlarmModel(AlarmMeasure.UsePercent, 80, TimeSpan.FromMinutes(1), 1, 1),
                },
            ],
        };
        var facts = Used;
        for (var i = 0; i < 3; i++)
        {
            facts = facts.With(
                Happened.Decided(Signal.AddMinutes(i * 5), AlarmStateValue.Alarm, AlarmVerdict.CoolingDown),
                Happened.Decided(Signal.AddMinutes((i * 5) + 1), AlarmStateValue.Ok, AlarmVerdict.Cleared));
        }

        var lesson = Assert.Single(Of(facts, plan), l => l.Kind == LessonKind.AlarmWithoutConsequence);
        Assert.Equal([new PlanEdit("responses[0].rehearse.above", "90%")], lesson.Edits);
        Assert.DoesNotContain(
            Of(facts.Answered(Signal.AddHours(1), Alarmed.Run), plan),
            l => l.Kind == LessonKind.AlarmWithoutConsequence);

        var late = Used.Answered(Signal, Alarmed.Run);
        late = late with
        {
            Measured = late.Measured with { Strains = [new Strain(Happened.Front, Signal.AddMinutes(-5), Signal)] },
        };
        Assert.Equal("70%", Assert.Single(Of(late, plan), l => l.Kind == LessonKind.AlarmTooLate).Proposed);
    }

    [Fact]
    public void A_runbook_that_nobody_used_or_that_never_worked_is_named()
    {
        Assert.Equal(
            "runbooks.fix",
            Assert.Single(Of(Happened.Lived), l => l.Kind == LessonKind.RunbookUnused).Path);
        var failed = Happened.Lived with
        {
            Runs =
            [
                Happened.RunOf(Alarmed.Run, RunState.Failed, "the group is suspended"),
                Happened.RunOf(Alarmed.OtherRun, RunState.Failed, "the group is suspended"),
            ],
        };
        var lesson = Assert.Single(Of(failed), l => l.Kind == LessonKind.RunbookFailed);
        Assert.Contains("none of 2 runs ended as it should", lesson.Evidence, StringComparison.Ordinal);
        Assert.Contains("the group is suspended", lesson.Evidence, StringComparison.Ordinal);
        Assert.DoesNotContain(Of(failed), l => l.Kind == LessonKind.RunbookUnused);
    }

    [Fact]
    public void A_question_that_nobody_answered_gets_twice_the_time()
    {
        var terms = new ApprovalTerms(["commander"], TimeSpan.FromMinutes(10), ApprovalDefault.Reject, "Really?");
        var step = Happened.Plan.Runbooks[0].Steps[0] with { Approval = terms };
        var plan = Happened.Plan with { Runbooks = [Happened.Plan.Runbooks[0] with { Steps = [step] }] };
        var run = Happened.RunOf(Alarmed.Run, RunState.Failed);
        var asked = new Approval(Signal, Signal.AddMinutes(10)) { Granted = false, AnsweredAt = Signal.AddMinutes(10) };
        var facts = Happened.Lived with
        {
            Runs = [run with { Steps = [run.Steps[0] with { Step = step, Approval = asked }] }],
        };
        var lesson = Assert.Single(Of(facts, plan), l => l.Kind == LessonKind.ApprovalExpired);
        Assert.Equal(
            [new PlanEdit("runbooks.fix[0].approval.expiresAfter", "20m") { Otherwise = "runbooks.fix.steps[0].approval.expiresAfter" }],
            lesson.Edits);
        var answered = asked with { By = "Min-ji Park", Granted = true };
        var said = facts with { Runs = [run with { Steps = [run.Steps[0] with { Step = step, Approval = answered }] }] };
        Assert.DoesNotContain(Of(said, plan), l => l.Kind == LessonKind.ApprovalExpired);
    }

    [Fact]
    public void Levels_that_were_never_climbed_are_named_and_a_ladder_that_was_too_short_too()
    {
        var plan = Happened.Plan with { Ladders = [Ladders.Ladder] };
        var facts = Used with { Plan = plan };
        Assert.Contains("never climbed", Assert.Single(Of(facts, plan), l => l.Kind == LessonKind.LadderUnused).Evidence, StringComparison.Ordinal);
        var climbed = facts.With(Happened.Line(Signal, JournalKind.Decision, "ladder Climbed", "level 2 (partial) of component front is in force") with
        {
            Component = Happened.Front,
        });
        Assert.Contains("level 2 was the highest", Assert.Single(Of(climbed, plan), l => l.Kind == LessonKind.LadderUnused).Evidence, StringComparison.Ordinal);
        var over = climbed.With(Happened.Decided(Signal, AlarmStateValue.Alarm, AlarmVerdict.TopOfLadder));
        Assert.Single(Of(over, plan), l => l.Kind == LessonKind.LadderTooShort);
    }

    [Fact]
    public void A_contact_is_silent_only_when_somebody_was_called()
    {
        var plan = Happened.Plan with { Contacts = [new Contact("Min-ji Park", "owner", "minji@shop.example", [])] };
        Assert.DoesNotContain(Of(Used, plan), l => l.Kind == LessonKind.ContactSilent);
        var called = Used.With(Happened.Line(Signal, JournalKind.Page, "exhausted", "nobody raised it"));
        Assert.Equal("contacts[0]", Assert.Single(Of(called, plan), l => l.Kind == LessonKind.ContactSilent).Path);
        var heard = called.With(Happened.Line(Signal, JournalKind.Person, "pause", "paused by Min-ji Park: too much"));
        Assert.DoesNotContain(Of(heard, plan), l => l.Kind == LessonKind.ContactSilent);
    }

    [Fact]
    public void What_was_normal_is_stated_for_the_next_time_unless_the_plan_does()
    {
        var metric = new PlanMetric("latency", null, "123456789012", "eu-west-1", "Shop", "Latency", [], "p99", null);
        var plan = Happened.Plan with { Metrics = [metric] };
        var facts = Used with
        {
            Baseline = new MetricBaseline(plan.Event, Happened.Prewarm, [new CapturedRange("latency", new MetricRange(0.1, 0.75), "")]),
        };
        var lesson = Assert.Single(Of(facts, plan), l => l.Kind == LessonKind.Baseline);
        Assert.Equal([new PlanEdit("metrics.latency.baseline", "{ low: 0.1, high: 0.75 }")], lesson.Edits);
        var stated = plan with { Metrics = [metric with { Baseline = new MetricRange(0, 1) }] };
        Assert.DoesNotContain(Of(facts, stated), l => l.Kind == LessonKind.Baseline);
    }

    [Fact]
    public void An_event_that_was_never_live_teaches_nothing_of_what_was_not_tried()
    {
        var facts = Happened.Nothing.Measured(Happened.Live, 30, 2000, 14);
        Assert.DoesNotContain(Of(facts), l => l.Kind is LessonKind.Peak or LessonKind.Factor or LessonKind.RunbookUnused);
    }

    [Fact]
    public void Evidence_is_written_in_the_language_that_was_asked_for()
    {
        var lessons = Lessons.Of(Happened.Plan, Used.Measured(Happened.Live, 30, 2000, 14), Happened.Korean);
        Assert.Contains("최대 부하", Assert.Single(lessons, l => l.Kind == LessonKind.Peak).Evidence, StringComparison.Ordinal);
    }

    private static EventFacts Rehearsed(EventFacts facts) =>
        facts with { Measured = facts.Measured with { IsRehearsed = true } };

    private static IReadOnlyList<Lesson> Of(EventFacts facts, CompiledPlan? plan = null) =>
        Lessons.Of(plan ?? facts.Plan, facts, Happened.English);
}
