using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>
/// Decides how a run goes on. Asked after every observation, effect and wait, also by another process after a crash:
/// what it needs to know is in the run and in the world.
/// </summary>
/// <remarks>
/// | the step under way | what is asked | move |
/// |---|---|---|
/// | has an effect of unknown outcome | does the world show it? | ask the rules anew, repeat a token, or ask a person |
/// | is asked something by a person | – | skip, begin anew, end, or undo |
/// | has not begun | its conditions | skip it, refuse it, or go on |
/// | needs an approval | people, once | wait until it is answered or expires |
/// | is over its time-out | – | the step failed |
/// | otherwise | the action's rules | perform, wait, or the action is done |
/// | has done its action | its verification | done, or look again until the time-out |
/// | is done | is there another? | observe for the next, or finish |
/// | failed | tries left? | begin anew after a while |
/// | failed or was refused | the step's <see cref="OnFailure"/> | finish, go on, or undo in reverse order |
/// </remarks>
public static partial class RunDecider
{
    /// <summary>After a call that nobody knows the outcome of, the world is given this long to show it.</summary>
    public static readonly TimeSpan UnknownWait = TimeSpan.FromSeconds(5);

    /// <summary>Between two looks at a world that cannot be read.</summary>
    public static readonly TimeSpan UnreadableWait = TimeSpan.FromSeconds(20);

    /// <summary>Capacity that has not come this long after it was asked for needs an explanation.</summary>
    public static readonly TimeSpan LaunchTroubleAfter = TimeSpan.FromSeconds(20);

    /// <summary>When a run that was kept from acting by the mode is looked at again.</summary>
    public static readonly TimeSpan WithheldWait = TimeSpan.FromMinutes(1);

    /// <summary>How long an undo may wait for the world before a person is asked.</summary>
    public static readonly TimeSpan UndoTimeout = TimeSpan.FromHours(2);

    /// <summary>
    /// The class of the change that the run would make next; taking a raise back removes capacity.
    /// </summary>
    public static ActionClass ClassUnderWay(Run run) =>
        IndexUnderWay(run) is not { } index ? ActionClass.None
        : (ActionCatalog.For(run.Steps[index].Step.Do).Class, run.State) switch
        {
            (ActionClass.CapacityUp, RunState.Undoing) => ActionClass.CapacityDown,
            var (actionClass, _) => actionClass,
        };

    /// <summary>The component of the step under way; the run's own once it is over.</summary>
    public static ComponentName ComponentUnderWay(Run run) =>
        IndexUnderWay(run) is { } index ? ComponentOf(run, run.Steps[index]) : run.Component;

    /// <summary>The component that a step acts on.</summary>
    public static ComponentName ComponentOf(Run run, StepRecord step) => step.Step.On ?? run.Component;

    /// <summary>The step under way; null once none is left.</summary>
    public static StepRecord? StepUnderWay(Run run) => IndexUnderWay(run) is { } index ? run.Steps[index] : null;

    /// <summary>
    /// Whether the run waits for people or for time alone, so that nobody need wait for its lease meanwhile.
    /// </summary>
    public static bool WaitsIdly(Run run) => StepUnderWay(run) is { } step
        && (step.State == StepState.Asking || step.RetryAt is not null
            || (step.State == StepState.Running && step.Step.Do is StepAction.Pause));

    /// <summary>What must be read before <see cref="Next"/> is asked.</summary>
    public static ObservationNeeds Needs(Run run, DateTimeOffset now)
    {
        if (IndexUnderWay(run) is not { } index)
        {
            return ObservationNeeds.None;
        }

        // A step whose effect is a while ago waits for something, and the trouble of launches may be the reason.
        var step = run.Steps[index];
        var needs = ActionCatalog.For(step.Step.Do).Needs;
        if (run.State == RunState.Undoing && needs.HasFlag(ObservationNeeds.Capacity))
        {
            needs |= ObservationNeeds.Floor;
        }

        var since = step.Effects is [.., { } last] ? last.EndedAt : step.StartedAt;
        return now - since >= LaunchTroubleAfter
            ? needs | ObservationNeeds.LaunchTrouble
            : needs;
    }

    /// <summary>The conditions that must be read with it: those before the step, or those after its action.</summary>
    public static EquatableList<StepCondition> Conditions(Run run) => StepUnderWay(run) switch
    {
        { State: StepState.Pending or StepState.Asking, RetryAt: null } step => step.Step.When,
        { State: StepState.Pending or StepState.Running } step => step.Step.Verify,
        _ => [],
    };

    /// <summary>
    /// Whether the first step can be begun on what a first look at its own component shows, with no question, condition
    /// or other component.
    /// </summary>
    public static bool BeginsPlainly(Runbook runbook) =>
        runbook.Steps is [{ On: null, Approval: null, When.Count: 0, Verify.Count: 0 }, ..];

    public static RunDecision Next(Run run, Component component, Observation seen, DateTimeOffset now)
    {
        if (run.IsOver)
        {
            return new RunDecision(run, RunMove.Finish.Instance, run.Reason);
        }

        if (IndexUnderWay(run) is not { } index)
        {
            return AfterLastStep(run);
        }

        var step = run.Steps[index];
        if (step.Effects is [.., { State: EffectState.Started } open])
        {
            var shows = ChangeEvidence.Shows(open.Change, seen);
            return Settle(Begin(run, index, now), index, open, shows, now);
        }

        return run.Request is { } request ? TakeUp(run, index, request, now)
            : step.State is StepState.Pending or StepState.Asking ? Enter(run, index, component, seen, now)
            : GoOn(Begin(run, index, now), index, component, seen, now);
    }

    private static RunDecision GoOn(
        Run begun,
        int index,
        Component component,
        Observation seen,
        DateTimeOffset now)
    {
        begun = Receive(begun, seen, now);
        var step = begun.Steps[index];
        return IsOverdue(begun, step, now)
            ? End(
                begun,
                index,
                StepState.Failed,
                $"step {step.Step.Name} timed out after {Span(step, now)}: {step.Reason}",
                now)
            : Ask(
                begun,
                index,
                ActionCatalog.For(step.Step.Do),
                new StepContext(begun, step.OfThisTry(), component, seen, now));
    }

    private static Run Begin(Run run, int index, DateTimeOffset now)
    {
        var step = run.Steps[index];
        var begins = step.State is StepState.Pending or StepState.Asking;
        return step.StartedAt is not null && !begins
            ? run
            : WithStep(run, index, step with
            {
                State = begins ? StepState.Running : step.State,
                StartedAt = now,
                RetryAt = null,
            });
    }

    /// <summary>Forward: the first step that is not over. Undoing: the last that is still to be undone.</summary>
    private static int? IndexUnderWay(Run run)
    {
        for (var i = 0; i < run.Steps.Count; i++)
        {
            var index = run.State == RunState.Undoing ? run.Steps.Count - 1 - i : i;
            var state = run.Steps[index].State;
            if (run.State == RunState.Undoing
                ? state == StepState.Undoing
                : state is StepState.Pending or StepState.Running or StepState.Asking)
            {
                return index;
            }
        }

        return null;
    }

    private static DateTimeOffset Deadline(Run run, StepRecord step) =>
        (step.StartedAt ?? run.CreatedAt) + (run.State == RunState.Undoing ? UndoTimeout : step.Step.Timeout);

    private static bool IsOverdue(Run run, StepRecord step, DateTimeOffset now) => now >= Deadline(run, step);

    private static string Span(StepRecord step, DateTimeOffset now) =>
        $"{(now - step.StartedAt!.Value).TotalSeconds:0} s";

    private static Run WithStep(Run run, int index, StepRecord step) =>
        run with { Steps = run.Steps.With(index, step) };

    private static Run WithEffect(Run run, int index, EffectRecord effect)
    {
        var step = run.Steps[index];
        return WithStep(run, index, step with { Effects = step.Effects.With(step.Effects.Count - 1, effect) });
    }
}
