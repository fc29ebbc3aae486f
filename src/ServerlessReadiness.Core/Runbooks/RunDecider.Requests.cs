using System.Diagnostics;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>How what a person asked for takes hold, once no effect of the run is in doubt.</summary>
public static partial class RunDecider
{
    private static RunDecision TakeUp(Run run, int index, RunRequest request, DateTimeOffset now)
    {
        var step = run.Steps[index];
        var asked = run with { Request = null, Takeovers = 0 };
        var words = $"{request.Who} asked to {RunRequests.Word(request.Kind)}: {request.Reason}";
        var decision = request.Kind switch
        {
            RunRequestKind.Skip => Ended(asked, index, StepState.Skipped, $"step {step.Step.Name} is left out; {words}"),
            RunRequestKind.Retry => Retried(asked, index, words),
            RunRequestKind.Abort => Over(
                WithStep(asked, index, step with { State = StepState.Failed, Reason = words }),
                RunState.Failed,
                words),
            RunRequestKind.AbortAndUndo => BeginUndo(
                WithStep(asked, index, step with { State = StepState.Failed, Reason = words }),
                words),
            _ => throw new UnreachableException($"{request.Kind} is no request that waits."),
        };
        return decision.With(new RunNote(RunRequests.Word(request.Kind), words)) with
        {
            Next = decision.Next with { DueAt = decision.Next.IsOver ? null : now },
        };
    }

    private static RunDecision Retried(Run run, int index, string words)
    {
        var step = run.Steps[index];
        var anew = step.StartedAt is null && step.Effects.Count == 0 ? step : Anew(step);
        var next = WithStep(run, index, anew with { RetryAt = null, Reason = words }) with { Reason = words };
        return new RunDecision(next, RunMove.Observe.Instance, words);
    }
}
