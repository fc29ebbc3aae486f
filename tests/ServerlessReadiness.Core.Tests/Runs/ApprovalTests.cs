using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Runs;

/// <summary>Steps that wait for people.</summary>
public sealed class ApprovalTests
{
    private static readonly DateTimeOffset T0 = Make.T0;
    private static readonly Component Front = Make.Component();

    [Fact]
    public void People_are_asked_once_and_told_who_may_answer_how_and_what_silence_means()
    {
        var asked = Ask(ApprovalDefault.Reject);
        Assert.Equal(new RunMove.WaitUntil(T0.AddHours(2)), asked.Move);
        Assert.Equal((StepState.Asking, T0.AddHours(2)), (asked.Next.Steps[0].State, asked.Next.DueAt));
        Assert.True(RunDecider.WaitsIdly(asked.Next));
        var note = Assert.Single(asked.Notes);
        Assert.Contains("commander, owner", note.HowTo, StringComparison.Ordinal);
        Assert.Contains($"readiness approve {asked.Next.Id} --event sale --step ask", note.HowTo, StringComparison.Ordinal);
        Assert.Contains("Silence means no", note.HowTo, StringComparison.Ordinal);

        var again = RunDecider.Next(asked.Next, Front, Observation.Nothing(T0), T0.AddHours(1));
        Assert.Equal(new RunMove.WaitUntil(T0.AddHours(2)), again.Move);
        Assert.Empty(again.Notes);
    }

    /// <summary>The table: a row for each (answer, default, is it over).</summary>
    [Theory]
    [InlineData(true, ApprovalDefault.Reject, StepState.Running)]
    [InlineData(true, ApprovalDefault.Approve, StepState.Running)]
    [InlineData(false, ApprovalDefault.Reject, StepState.Refused)]
    [InlineData(false, ApprovalDefault.Approve, StepState.Refused)]
    [InlineData(null, ApprovalDefault.Reject, StepState.Refused)]
    [InlineData(null, ApprovalDefault.Approve, StepState.Running)]
    public void The_answer_or_what_silence_means_decides(bool? answer, ApprovalDefault onExpiry, StepState expected)
    {
        var run = Ask(onExpiry).Next;
        var at = answer is null ? T0.AddHours(2) : T0.AddHours(1);
        if (answer is { } yes)
        {
            run = Answer(run, yes ? RunRequestKind.Approve : RunRequestKind.Reject, at, "commander").Next!;
            Assert.Equal(at, run.DueAt);
        }

        var decision = RunDecider.Next(run, Front, Observation.Nothing(at), at);
        Assert.Equal(expected, decision.Next.Steps[0].State);
        Assert.Equal(expected == StepState.Running, decision.Move is RunMove.Perform);
        Assert.Equal(answer is null && expected == StepState.Running, decision.Notes.Count == 1);
        if (expected == StepState.Refused)
        {
            Assert.Contains(answer is null ? "silence means no" : "rejected by kim: because", decision.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Conditions_are_checked_once_more_after_the_answer_since_hours_may_lie_between()
    {
        var step = Asking(ApprovalDefault.Reject) with { When = [new StepCondition.AlarmIs("busy", Firing: true)] };
        var asked = RunDecider.Next(Steps.Of(step), Front, Steps.Sees(true), T0).Next;
        Assert.Equal(StepState.Asking, asked.Steps[0].State);
        var answered = Answer(asked, RunRequestKind.Approve, T0.AddHours(1), "owner").Next!;
        var decision = RunDecider.Next(answered, Front, Steps.Sees(false), T0.AddHours(1));
        Assert.Equal((StepState.Skipped, RunState.Done), (decision.Next.Steps[0].State, decision.Next.State));
    }

    [Fact]
    public void Only_the_steps_roles_may_answer()
    {
        var run = Ask(ApprovalDefault.Reject).Next;
        Refused("is for commander or owner to approve, and kim has the role guest; ask somebody who has it", Answer(run, RunRequestKind.Approve, T0, "guest"));
        Refused("kim has no role of the plan", Answer(run, RunRequestKind.Reject, T0));
    }

    [Fact]
    public void An_answer_after_the_expiry_is_refused() =>
        Refused("expired", Answer(Ask(ApprovalDefault.Approve).Next, RunRequestKind.Approve, T0.AddHours(2), "owner"));

    [Fact]
    public void Of_two_contradictory_answers_the_first_stands()
    {
        var run = Ask(ApprovalDefault.Reject).Next;
        var first = Answer(run, RunRequestKind.Reject, T0.AddMinutes(1), "owner");
        Refused("rejected by kim", Answer(first.Next!, RunRequestKind.Approve, T0.AddMinutes(1), "commander"));
    }

    [Fact]
    public void An_answer_to_the_wrong_step_or_to_none_is_refused()
    {
        var run = RunDecider.Next(Steps.Of(Asking(ApprovalDefault.Reject), Steps.Tell("tell")), Front, Observation.Nothing(T0), T0).Next;
        Refused("step tell of run", Answer(run, RunRequestKind.Approve, T0, "owner", "tell"));
        Refused("has no step \"shift\"; use one of ask, tell", Answer(run, RunRequestKind.Approve, T0, "owner", "shift"));
        Refused("no step of run", Answer(Steps.Of(Steps.Tell("tell")), RunRequestKind.Approve, T0, "owner"));
        Refused("is over (Done)", Answer(run with { State = RunState.Done }, RunRequestKind.Approve, T0, "owner"));
    }

    [Fact]
    public void An_answer_needs_a_reason() => Refused(
        "give a reason",
        RunRequests.Apply(Ask(ApprovalDefault.Reject).Next, new RunRequest(RunRequestKind.Approve, "kim", ["owner"], " ", T0), T0));

    [Fact]
    public void A_further_try_asks_nobody_again()
    {
        var step = Asking(ApprovalDefault.Reject) with { Do = new StepAction.Check(), Verify = [new StepCondition.AlarmIs("busy", false)], Retries = 1 };
        var run = RunDecider.Next(Steps.Of(step), Front, Steps.Sees(true), T0).Next;
        run = Answer(run, RunRequestKind.Approve, T0, "owner").Next!;
        run = RunDecider.Next(run, Front, Steps.Sees(true), T0).Next;
        var again = RunDecider.Next(run, Front, Steps.Sees(true), T0.AddMinutes(30));
        Assert.Equal((StepState.Pending, 1), (again.Next.Steps[0].State, again.Next.Steps[0].Tries));
        Assert.Equal(StepState.Running, RunDecider.Next(again.Next, Front, Steps.Sees(true), T0.AddMinutes(31)).Next.Steps[0].State);
    }

    internal static RunbookStep Asking(ApprovalDefault onExpiry) => Steps.Tell("ask") with
    {
        Timeout = TimeSpan.FromMinutes(20),
        Approval = new ApprovalTerms(["commander", "owner"], TimeSpan.FromHours(2), onExpiry, "Go on?"),
    };

    private static RunDecision Ask(ApprovalDefault onExpiry) =>
        RunDecider.Next(Steps.Of(Asking(onExpiry)), Front, Observation.Nothing(T0), T0);

    private static RunRequestVerdict Answer(Run run, RunRequestKind kind, DateTimeOffset at, string? role = null, string? step = null) =>
        RunRequests.Apply(run, new RunRequest(kind, "kim", role is null ? [] : [role], "because", at, step), at);

    private static void Refused(string words, RunRequestVerdict verdict)
    {
        Assert.Null(verdict.Next);
        Assert.Contains(words, verdict.Reason, StringComparison.Ordinal);
    }
}
