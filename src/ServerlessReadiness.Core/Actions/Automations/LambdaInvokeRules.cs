using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Automations;

/// <summary>
/// Invokes a function of the user's, once, and waits for its answer. What it does nobody here can know, so it counts as
/// traffic, the strongest class; and whether it ran cannot be read, so an unknown outcome goes to a person.
/// </summary>
public sealed class LambdaInvokeRules : IActionRules
{
    public string Name => ActionNames.LambdaInvoke;

    public ActionClass Class => ActionClass.Traffic;

    public ObservationNeeds Needs => ObservationNeeds.None;

    public bool Handles(StepAction action) => action is StepAction.LambdaInvoke;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var action = (StepAction.LambdaInvoke)context.Step.Step.Do;
        if (FunctionPayload.Refusal(action.Payload) is { } wrong)
        {
            return new ActionMove.Refuse($"{action.Function} is not invoked: {wrong}; correct the step");
        }

        // A step that is tried anew has another token, and so another change.
        var payload = FunctionPayload.Of(action.Payload, context, RunToken.Of(context, undoing: false));
        var change = new Change.InvokeFunction(action.Function, payload);
        return context.Step.Effects.LastOrDefault(e => e.Change == change) switch
        {
            null => new ActionMove.Perform(change, $"the plan asks for the function {action.Function}"),
            { State: EffectState.Done } done => new ActionMove.Done($"function {action.Function}: {done.Outcome}"),

            // An error of the function may have come after half of its work: only the plan's retries repeat it.
            { State: EffectState.Failed } failed => new ActionMove.Fail(
                $"function {action.Function} did not do it: {failed.Outcome ?? "it gave no reason"}"),
            _ => new ActionMove.Wait(StepFacts.LookSoon, $"function {action.Function} has not answered yet"),
        };
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Did<Change.InvokeFunction>(undoing: false)
            ? new ActionMove.Refuse(
                $"nothing undoes the function {((StepAction.LambdaInvoke)context.Step.Step.Do).Function}; look at what "
                    + "it left, and take it back by hand")
            : new ActionMove.Done("no function was invoked");
    }
}
