using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Automations;

/// <summary>
/// Starts an SSM Automation document and follows it to its end. What it does nobody here can know, so it counts as
/// traffic, the strongest class: it is budgeted, frozen and held with it.
/// </summary>
/// <remarks>
/// | this try's execution | move |
/// |---|---|
/// | not started | start it, with a token that makes a repeat harmless |
/// | pending, or not readable | wait |
/// | done | done |
/// | failed | fail, with what Systems Manager says |
/// </remarks>
public sealed class SsmAutomationRules : IActionRules
{
    public string Name => ActionNames.SsmAutomation;

    public ActionClass Class => ActionClass.Traffic;

    public ObservationNeeds Needs => ObservationNeeds.Receipt;

    public bool Handles(StepAction action) => action is StepAction.SsmAutomation;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var action = (StepAction.SsmAutomation)context.Step.Step.Do;
        return Follow(context, action.Document, action.Version, action.Parameters, undoing: false);
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var action = (StepAction.SsmAutomation)context.Step.Step.Do;
        return (context.Did<Change.StartAutomation>(undoing: false), action.UndoDocument) switch
        {
            (false, _) => new ActionMove.Done("no automation was started"),
            (true, null) => new ActionMove.Refuse(
                $"nothing undoes the automation {action.Document}; look at what it left, and take it back by hand"),
            (true, { } document) => Follow(context, document, null, action.Parameters, undoing: true),
        };
    }

    private static ActionMove Follow(
        StepContext context,
        string document,
        string? version,
        EquatableList<SettingValue> parameters,
        bool undoing)
    {
        if (context.AfterFailure(undoing) is { } move)
        {
            return move;
        }

        // A step that is tried anew starts an execution of its own.
        var token = RunToken.Of(context, undoing);
        var started = context.DoneEffects<Change.StartAutomation>(undoing)
            .LastOrDefault(e => ((Change.StartAutomation)e.Change).Token == token);
        if (started is null)
        {
            return new ActionMove.Perform(
                new Change.StartAutomation(document, version, parameters, token),
                undoing
                    ? $"the automation {document} takes the step back, because {context.Run.Reason}"
                    : $"the plan asks for the automation {document}");
        }

        var label = $"automation {document} ({started.Receipt ?? "of unknown id"})";
        return (started.Receipt, context.Seen.Receipt) switch
        {
            (null, _) => new ActionMove.Fail($"{label} cannot be followed; look at its end in Systems Manager"),
            ({ } id, { } seen) when seen.Receipt == id => seen.State switch
            {
                ReceiptState.Done => new ActionMove.Done($"{label} is done: {seen.Words}"),
                ReceiptState.Failed => new ActionMove.Fail($"{label} failed: {seen.Words}"),
                _ => new ActionMove.Wait(StepFacts.LookAgain, $"{label} is at work: {seen.Words}"),
            },
            _ => new ActionMove.Wait(
                StepFacts.LookAgain,
                $"the state of {label} cannot be read: {context.Seen.Unreadable ?? "no reason is known"}; looks again"),
        };
    }
}
