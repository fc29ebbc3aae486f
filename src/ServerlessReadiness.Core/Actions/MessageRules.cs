using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions;

/// <summary>Tells people something, once. The token names run and step, so that a repeat after a crash is known.</summary>
/// <typeparam name="TStep">The action.</typeparam>
/// <typeparam name="TMessage">What is sent.</typeparam>
public abstract class MessageRules<TStep, TMessage> : IActionRules
    where TStep : StepAction
    where TMessage : Change
{
    public abstract string Name { get; }

    public ActionClass Class => ActionClass.None;

    public ObservationNeeds Needs => ObservationNeeds.None;

    /// <summary>What happened to it in the past tense, such as "the mail was sent".</summary>
    protected abstract string Sent { get; }

    /// <summary>Why it is sent.</summary>
    protected abstract string Why { get; }

    public bool Handles(StepAction action) => action is TStep;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Did<TMessage>(undoing: false))
        {
            return new ActionMove.Done(Sent);
        }

        return context.AfterFailure(undoing: false) ?? new ActionMove.Perform(
            MessageOf((TStep)context.Step.Step.Do, $"{context.Run.Id}/{context.Step.Step.Name}", context),
            Why);
    }

    public ActionMove Undo(StepContext context) => new ActionMove.Done("what people were told cannot be taken back");

    protected abstract TMessage MessageOf(TStep step, string token, StepContext context);
}
