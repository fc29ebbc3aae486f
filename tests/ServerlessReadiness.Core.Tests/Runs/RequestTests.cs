using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Runs;

/// <summary>What people ask of runs: skip, retry, abort.</summary>
public sealed class RequestTests
{
    private static readonly DateTimeOffset T0 = Make.T0;
    private static readonly Component Front = Make.Component();
    private static readonly Change Up = new Change.SetGroupBounds("web", new Bounds(2, 8), new Bounds(6, 8));

    public static TheoryData<RunState, RunRequestKind, bool> Rows
    {
        get
        {
            var data = new TheoryData<RunState, RunRequestKind, bool>();
            foreach (var state in Enum.GetValues<RunState>())
            {
                foreach (var kind in new[] { RunRequestKind.Skip, RunRequestKind.Retry, RunRequestKind.Abort, RunRequestKind.AbortAndUndo })
                {
                    data.Add(state, kind, IsAllowed(state, kind));
                }
            }

            return data;
        }
    }

    /// <summary>The table: a row for each (where the run is, request).</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Where_a_run_is_decides_what_may_be_asked_of_it(RunState state, RunRequestKind kind, bool allowed)
    {
        var verdict = Request(In(state), kind);
        Assert.Equal(allowed, verdict.Next is not null);
        Assert.NotEmpty(verdict.Reason);
        Assert.True(verdict.Next is not { } next || (!next.IsOver && next.DueAt == T0 && next.Takeovers == 0));
    }

    [Theory]
    [InlineData(RunRequestKind.Skip, RunState.Running, StepState.Skipped)]
    [InlineData(RunRequestKind.Retry, RunState.Running, StepState.Pending)]
    [InlineData(RunRequestKind.Abort, RunState.Failed, StepState.Failed)]
    [InlineData(RunRequestKind.AbortAndUndo, RunState.Undoing, StepState.Undoing)]
    public void It_takes_hold_of_a_run_under_way_and_is_noted(RunRequestKind kind, RunState state, StepState step)
    {
        var asked = Request(In(RunState.Running), kind).Next!;
        Assert.Equal(kind, asked.Request!.Kind);
        var decision = RunDecider.Next(asked, Front, Steps.Sees(true), T0);
        Assert.Equal((state, step), (decision.Next.State, decision.Next.Steps[0].State));
        Assert.Null(decision.Next.Request);
        Assert.Single(decision.Notes, n => n.Verdict == RunRequests.Word(kind));
        Assert.Contains("kim asked to", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_effect_in_doubt_is_settled_before_a_request_takes_hold()
    {
        var run = In(RunState.Running, EffectState.Started);
        var asked = Request(run, RunRequestKind.AbortAndUndo).Next!;
        var settled = RunDecider.Next(asked, Front, Group(6, 8), T0);
        Assert.Equal(EffectState.Done, settled.Next.Steps[0].Effects[0].State);
        Assert.NotNull(settled.Next.Request);
        var undoing = RunDecider.Next(settled.Next, Front, Group(6, 8), T0);
        Assert.Equal(RunState.Undoing, undoing.Next.State);
        var back = RunDecider.Next(undoing.Next, Front, Group(6, 8), T0);
        Assert.Equal(new Change.SetGroupBounds("web", new(6, 8), new(2, 8)), Assert.IsType<RunMove.Perform>(back.Move).Change);
    }

    [Fact]
    public void An_effect_that_never_happened_leaves_nothing_to_undo()
    {
        var asked = Request(In(RunState.Running, EffectState.Started), RunRequestKind.AbortAndUndo).Next!;
        var settled = RunDecider.Next(asked, Front, Group(2, 8), T0);
        var over = RunDecider.Next(settled.Next, Front, Group(2, 8), T0);
        Assert.Equal(RunState.Undone, over.Next.State);
    }

    [Fact]
    public void Of_two_requests_at_once_the_first_stands()
    {
        var first = Request(In(RunState.Running), RunRequestKind.Skip).Next!;
        Refused("kim already asked to skip", Request(first, RunRequestKind.Abort));
        Refused("kim already asked to skip", Request(first, RunRequestKind.Skip));
    }

    [Fact]
    public void An_approval_is_refused_while_an_abort_waits()
    {
        var asking = RunDecider.Next(Steps.Of(ApprovalTests.Asking(ApprovalDefault.Reject)), Front, Observation.Nothing(T0), T0).Next;
        var aborted = Request(asking, RunRequestKind.Abort).Next!;
        Refused(
            "kim already asked to abort",
            RunRequests.Apply(aborted, new RunRequest(RunRequestKind.Approve, "lee", ["owner"], "go", T0), T0));
        Assert.Equal(RunState.Failed, RunDecider.Next(aborted, Front, Observation.Nothing(T0), T0).Next.State);
    }

    [Fact]
    public void A_run_handed_over_goes_on_with_what_the_person_found()
    {
        var run = Steps.Of(new RunbookStep("reboot", new StepAction.InstanceReboot(), TimeSpan.FromMinutes(30)));
        var open = new EffectRecord(new Change.RebootInstance(Make.Id(2)), EffectState.Started, 1, T0, null, null, false);
        run = run with { Steps = run.Steps.With(0, run.Steps[0] with { State = StepState.Running, StartedAt = T0, Effects = [open] }) };
        var handed = RunDecider.Next(run, Front, Observation.Nothing(T0), T0).Next;
        Assert.Equal(RunState.HandedOver, handed.State);

        var again = Request(handed, RunRequestKind.Retry).Next!;
        var step = again.Steps[0];
        Assert.Equal((RunState.Running, StepState.Pending, 1), (again.State, step.State, step.Try));
        Assert.Empty(step.OfThisTry().Effects);
        Assert.Equal(EffectState.Done, Assert.Single(step.Effects).State);

        var skipped = RunDecider.Next(Request(handed, RunRequestKind.Skip).Next!, Front, Observation.Nothing(T0), T0);
        Assert.Equal(RunState.Done, skipped.Next.State);
    }

    [Fact]
    public void A_retry_goes_on_from_the_step_named_and_asks_again_what_was_asked()
    {
        var run = Steps.Of(ApprovalTests.Asking(ApprovalDefault.Reject), Steps.Tell("two"), Steps.Tell("three"));
        var approved = new Approval(T0, T0.AddHours(2)) { Granted = true, By = "lee", AnsweredAt = T0 };
        run = run with
        {
            State = RunState.Failed,
            DueAt = null,
            Steps =
            [
                run.Steps[0] with { State = StepState.Done, StartedAt = T0, Approval = approved },
                run.Steps[1] with { State = StepState.Failed, StartedAt = T0 },
                run.Steps[2],
            ],
        };
        Assert.Equal([StepState.Done, StepState.Pending, StepState.Pending], States(Request(run, RunRequestKind.Retry)));
        var all = Request(run, RunRequestKind.Retry, "ask");
        Assert.Equal([StepState.Pending, StepState.Pending, StepState.Pending], States(all));
        Assert.Null(all.Next!.Steps[0].Approval);
        Refused("did not come as far as step three", Request(run, RunRequestKind.Retry, "three"));
        Refused("did not stop at step three", Request(run, RunRequestKind.Skip, "three"));
        Assert.Equal([StepState.Done, StepState.Skipped, StepState.Pending], States(Request(run, RunRequestKind.Skip)));
    }

    [Fact]
    public void What_could_not_be_undone_is_tried_again_or_left()
    {
        var failed = new EffectRecord(Up, EffectState.Failed, 3, T0, T0, "denied", Undoing: true);
        var run = In(RunState.HandedOver);
        run = run with
        {
            Steps = run.Steps.With(0, run.Steps[0] with { State = StepState.Undoing, Effects = run.Steps[0].Effects.Add(failed) }),
        };
        var again = Request(run, RunRequestKind.Retry).Next!;
        Assert.Equal((RunState.Undoing, StepState.Undoing, 1), (again.State, again.Steps[0].State, again.Steps[0].Effects.Count));
        Assert.IsType<RunMove.Perform>(RunDecider.Next(again, Front, Group(6, 8), T0).Move);
        var left = RunDecider.Next(Request(run, RunRequestKind.Skip).Next!, Front, Group(6, 8), T0);
        Assert.Equal(StepState.Skipped, left.Next.Steps[0].State);
        Assert.True(RunDecider.Next(left.Next, Front, Steps.Sees(true), T0).Next.State is not RunState.HandedOver);
    }

    private static IEnumerable<StepState> States(RunRequestVerdict verdict) => verdict.Next!.Steps.Select(s => s.State);

    private static bool IsAllowed(RunState state, RunRequestKind kind) => (state, kind) switch
    {
        (RunState.Running, _) => true,
        (RunState.Undoing, RunRequestKind.Skip or RunRequestKind.Abort) => true,
        (RunState.Failed or RunState.HandedOver, not RunRequestKind.Abort) => true,
        (RunState.Done, RunRequestKind.AbortAndUndo) => true,
        _ => false,
    };

    /// <summary>A run of a raise and a message, in some state, with the raise's effect done.</summary>
    private static Run In(RunState state, EffectState effect = EffectState.Done)
    {
        var raise = new RunbookStep("raise", new StepAction.CapacityRaise(By: 4), TimeSpan.FromMinutes(30));
        var run = Steps.Of(raise, Steps.Tell("tell"));
        var step = run.Steps[0] with
        {
            State = state switch
            {
                RunState.Running or RunState.HandedOver => StepState.Running,
                RunState.Undoing => StepState.Undoing,
                RunState.Done => StepState.Done,
                RunState.Undone => StepState.Undone,
                _ => StepState.Failed,
            },
            StartedAt = T0,
            Effects = [new EffectRecord(Up, effect, 1, T0, effect == EffectState.Started ? null : T0, "so", false)],
        };
        var last = run.Steps[1] with { State = state == RunState.Done ? StepState.Done : StepState.Pending };
        return run with { State = state, DueAt = state is RunState.Running or RunState.Undoing ? T0 : null, Steps = [step, last] };
    }

    private static Observation Group(int minimum, int maximum) =>
        Observation.Nothing(T0) with { Floor = 0, Group = Make.Group(6, minimum, maximum) };

    private static RunRequestVerdict Request(Run run, RunRequestKind kind, string? step = null) =>
        RunRequests.Apply(run, new RunRequest(kind, "kim", [], "because", T0, step), T0);

    private static void Refused(string words, RunRequestVerdict verdict)
    {
        Assert.Null(verdict.Next);
        Assert.Contains(words, verdict.Reason, StringComparison.Ordinal);
    }
}
