using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Runs;

/// <summary>What a step says beside its action: conditions, verification, waits, tries, and which step it stands for.
/// </summary>
public sealed class StepTermsTests
{
    private static readonly DateTimeOffset T0 = Make.T0;
    private static readonly StepCondition Busy = new StepCondition.AlarmIs("busy", Firing: true);
    private static readonly StepCondition Slow = new StepCondition.MetricIs("latency", null, Below: 0.4m);

    public static TheoryData<string, bool?, string> Doors
    {
        get
        {
            var data = new TheoryData<string, bool?, string>();
            foreach (var action in new[] { "capacity.raise", "notify", "instance.replace" })
            {
                data.Add(action, true, "begins");
                data.Add(action, false, "skipped");
                data.Add(action, null, action == "instance.replace" ? "looks again" : "begins unread");
            }

            return data;
        }
    }

    /// <summary>The table: a row for each (class of action, do its conditions hold).</summary>
    [Theory]
    [MemberData(nameof(Doors))]
    public void Conditions_decide_whether_a_step_begins(string action, bool? firing, string expected)
    {
        var run = Steps.Of(new RunbookStep("only", Steps.Action(action), TimeSpan.FromMinutes(30)) { When = [Busy] });
        var decision = RunDecider.Next(run, Make.Component(), Steps.Sees(firing), T0);
        var step = decision.Next.Steps[0];
        Assert.Equal(expected, (step.State, decision.Move, decision.Notes) switch
        {
            (StepState.Running, RunMove.Perform or RunMove.WaitUntil, []) => "begins",
            (StepState.Running, RunMove.Perform, [{ Verdict: "step only begins unread" }]) => "begins unread",
            (StepState.Skipped, RunMove.Finish, [_]) when decision.Next.State == RunState.Done => "skipped",
            (StepState.Pending, RunMove.WaitUntil, []) => "looks again",
            var other => $"{other}",
        });
    }

    [Fact]
    public void A_step_that_must_not_act_blindly_is_refused_when_its_conditions_stay_unread()
    {
        var step = new RunbookStep("only", new StepAction.InstanceReplace(), TimeSpan.FromMinutes(30)) { When = [Busy] };
        var (run, now, looks) = (Steps.Of(step), T0, 0);
        while (!run.IsOver)
        {
            var decision = RunDecider.Next(run, Make.Component(), Steps.Sees(null), now);
            now = decision.Move is RunMove.WaitUntil wait ? wait.At : now;
            (run, looks) = (decision.Next, looks + 1);
        }

        Assert.Equal((RunState.Failed, StepState.Refused), (run.State, run.Steps[0].State));
        Assert.Contains("alarm busy cannot be read", run.Reason, StringComparison.Ordinal);
        Assert.Equal(T0 + RunDecider.UnreadMax, now);
        Assert.InRange(looks, 2, 10);
    }

    [Fact]
    public void A_step_is_done_only_when_what_it_is_for_shows()
    {
        var step = new RunbookStep("only", new StepAction.Check(), TimeSpan.FromMinutes(2)) { Verify = [Slow] };
        var begun = RunDecider.Next(Steps.Of(step), Make.Component(), Steps.Measures(0.9m), T0);
        Assert.IsType<RunMove.WaitUntil>(begun.Move);
        Assert.Contains("metric latency is 0.9 (below 0.4 is asked for)", begun.Reason, StringComparison.Ordinal);

        var done = RunDecider.Next(begun.Next, Make.Component(), Steps.Measures(0.3m), T0.AddSeconds(20));
        Assert.Equal(RunState.Done, done.Next.State);

        var late = RunDecider.Next(begun.Next, Make.Component(), Steps.Measures(0.9m), T0.AddMinutes(2));
        Assert.Equal(RunState.Failed, late.Next.State);
        Assert.Contains("metric latency is 0.9", late.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_verified_is_not_done_whatever_the_step_is()
    {
        var step = new RunbookStep("only", new StepAction.Check(), TimeSpan.FromMinutes(2)) { Verify = [Busy] };
        var begun = RunDecider.Next(Steps.Of(step), Make.Component(), Steps.Sees(null), T0);
        Assert.Equal((StepState.Running, true), (begun.Next.Steps[0].State, begun.Move is RunMove.WaitUntil));
        Assert.Contains("alarm busy cannot be read", begun.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_on_the_limit_is_neither_above_nor_below()
    {
        StepCondition above = new StepCondition.MetricIs("latency", 0.4m, null);
        Assert.False(StepConditions.Judge([above], Steps.Measures(0.4m)).Hold);
        Assert.False(StepConditions.Judge([Slow], Steps.Measures(0.4m)).Hold);
        Assert.True(StepConditions.Judge([above], Steps.Measures(0.41m)).Hold);
    }

    [Fact]
    public void One_condition_that_does_not_hold_decides_although_another_is_unread()
    {
        var seen = Steps.Measures(0.9m);
        Assert.Equal(
            [false, null, null],
            new[]
            {
                StepConditions.Judge([Busy, Slow], seen).Hold,
                StepConditions.Judge([Busy], seen).Hold,
                StepConditions.Judge([Slow], Observation.Nothing(T0)).Hold,
            });
    }

    [Fact]
    public void A_wait_waits_since_it_was_begun_and_then_the_run_goes_on()
    {
        var pause = new RunbookStep("pause", new StepAction.Pause(TimeSpan.FromHours(3)), TimeSpan.FromHours(4));
        var begun = RunDecider.Next(Steps.Of(pause, Steps.Tell("then")), Make.Component(), Observation.Nothing(T0), T0);
        Assert.Equal(new RunMove.WaitUntil(T0.AddHours(3)), begun.Move);
        Assert.True(RunDecider.WaitsIdly(begun.Next));
        var on = RunDecider.Next(begun.Next, Make.Component(), Observation.Nothing(T0), T0.AddHours(3));
        Assert.Equal((StepState.Done, StepState.Pending), (on.Next.Steps[0].State, on.Next.Steps[1].State));
    }

    [Fact]
    public void A_failed_step_is_begun_anew_as_often_as_it_may_and_each_time_is_noted()
    {
        var step = new RunbookStep("check", new StepAction.Check(), TimeSpan.FromMinutes(1))
        {
            Verify = [Slow],
            Retries = 2,
            RetryAfter = TimeSpan.FromMinutes(5),
        };
        var (run, now, notes) = (Steps.Of(step), T0, new List<string>());
        while (!run.IsOver)
        {
            var decision = RunDecider.Next(run, Make.Component(), Steps.Measures(0.9m), now);
            notes.AddRange(decision.Notes.Select(n => n.Verdict));
            now = decision.Move is RunMove.WaitUntil wait ? wait.At : now;
            run = decision.Next;
        }

        Assert.Equal(["step check retried", "step check retried"], notes);
        Assert.Equal((RunState.Failed, 2), (run.State, run.Steps[0].Tries));
        Assert.Equal(T0.AddMinutes((3 * 1) + (2 * 5)), now);
    }

    [Fact]
    public void A_refused_step_is_not_begun_anew()
    {
        var raise = new RunbookStep("raise", new StepAction.CapacityRaise(By: 2), TimeSpan.FromMinutes(5)) { Retries = 3 };
        var atCeiling = Observation.Nothing(T0) with { Group = Make.Group(10, 10, 10) };
        var decision = RunDecider.Next(Steps.Of(raise), Make.Component(), atCeiling, T0);
        Assert.Equal((RunState.Failed, StepState.Refused), (decision.Next.State, decision.Next.Steps[0].State));
    }

    [Theory]
    [InlineData(StepState.Done, StepState.Skipped, RunState.Done)]
    [InlineData(StepState.Failed, StepState.Done, RunState.Done)]
    [InlineData(StepState.Refused, StepState.Done, RunState.Done)]
    [InlineData(StepState.Failed, StepState.Failed, RunState.Failed)]
    public void A_step_instead_of_another_makes_good_for_it(StepState first, StepState second, RunState expected)
    {
        var one = new RunbookStep("one", new StepAction.Check(), TimeSpan.FromMinutes(1), OnFailure.Continue);
        var other = Steps.Tell("other") with { InsteadOf = "one" };
        var run = Steps.Of(one, other);
        run = run with { Steps = run.Steps.With(0, run.Steps[0] with { State = first, StartedAt = T0, Reason = "why" }) };
        var decision = RunDecider.Next(run, Make.Component(), Observation.Nothing(T0), T0);
        for (var i = 0; i < 5 && !decision.Next.IsOver; i++)
        {
            var report = second == StepState.Failed ? EffectReport.Impossible : EffectReport.Done;
            var next = decision.Move is RunMove.Perform ? RunDecider.Report(decision.Next, report, "so", T0) : decision.Next;
            decision = RunDecider.Next(next, Make.Component(), Observation.Nothing(T0), T0);
        }

        Assert.Equal((second, expected), (decision.Next.Steps[1].State, decision.Next.State));
    }

    [Fact]
    public void Undoing_takes_back_each_try_of_a_step_the_newest_first()
    {
        var raise = new RunbookStep("raise", new StepAction.CapacityRaise(By: 2), TimeSpan.FromMinutes(5), OnFailure.Undo)
        {
            Retries = 1,
        };
        var (run, bounds, changes, now) = (Steps.Of(raise), Make.Group(4, 4, 10).Bounds, new List<Change>(), T0);

        // The fleet never grows, so that both tries time out.
        for (var i = 0; i < 200 && !run.IsOver; i++)
        {
            var group = Make.Group(4, bounds.Minimum, bounds.Maximum) with { Desired = Math.Max(4, bounds.Minimum) };
            var decision = RunDecider.Next(run, Make.Component(), Observation.Nothing(now) with { Group = group, Floor = 0 }, now);
            run = decision.Next;
            now = decision.Move is RunMove.WaitUntil wait ? wait.At : now;
            if (decision.Move is RunMove.Perform { Change: Change.SetGroupBounds set })
            {
                (bounds, run) = (set.To, RunDecider.Report(run, EffectReport.Done, "done", now));
                changes.Add(set);
            }
        }

        Assert.True(run.State == RunState.Undone, run.Reason);
        var (up, down) = (changes.Take(2).Cast<Change.SetGroupBounds>().ToList(), changes.Skip(2).Cast<Change.SetGroupBounds>().ToList());
        Assert.Equal([4, 6, 8], [up[0].From.Minimum, up[0].To.Minimum, up[1].To.Minimum]);
        Assert.Equal([8, 6, 4], [down[0].From.Minimum, down[0].To.Minimum, down[1].To.Minimum]);
    }
}
