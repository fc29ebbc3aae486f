using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>
/// Runs a command document on the instance. The command's comment names run and step, so one that was sent before a
/// crash is found again instead of being sent twice.
/// </summary>
public sealed class CommandRunRules : HookRules<StepAction.CommandRun>
{
    public override string Name => ActionNames.CommandRun;

    /// <summary>The comment of a step's command; SSM takes 100 characters.</summary>
    public static string TokenOf(Run run, RunbookStep step)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(step);
        const int CommentCharactersMax = 100;
        var token = $"readiness {run.Id} {step.Name}";
        return token.Length <= CommentCharactersMax ? token : token[..CommentCharactersMax];
    }

    protected override ActionMove Next(StepContext context, StepAction.CommandRun action, InstanceId instance)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(action);
        return context.Seen.Waiting?.Command switch
        {
            null => context.Blind($"the command on {instance}"),
            { State: ReceiptState.Done } done => new ActionMove.Done(
                $"command {action.Document} ran on {instance}: {done.Words}"),
            { State: ReceiptState.Failed } failed => new ActionMove.Fail(
                $"command {action.Document} failed on {instance}: {failed.Words}"),
            { State: ReceiptState.Pending } pending => new ActionMove.Wait(
                StepFacts.LookSoon,
                $"command {action.Document} runs on {instance}: {pending.Words}"),
            _ when context.DoneEffects<Change.SendCommand>(undoing: false) is [.., { } sent] =>
                context.Now - StepFacts.EndOf(sent) < StepFacts.ShowsWithin
                    ? new ActionMove.Wait(StepFacts.LookSoon, "the command was sent and does not show yet")
                    : new ActionMove.Fail($"command {action.Document} was sent to {instance} and never showed"),
            { AgentOnline: false } offline => new ActionMove.Wait(
                StepFacts.LookAgain,
                $"the agent of {instance} takes no commands yet: {offline.Words}"),
            _ => new ActionMove.Perform(
                new Change.SendCommand(
                    instance,
                    action.Document,
                    action.Version,
                    Filled(context, action.Parameters, instance),
                    TokenOf(context.Run, context.Step.Step)),
                "the plan runs it while the instance waits"),
        };
    }

    private static EquatableList<SettingValue> Filled(
        StepContext context,
        EquatableList<SettingValue> parameters,
        InstanceId instance)
    {
        var group = (context.Component.Resource as Resource.AutoScalingGroup)?.Name ?? "";
        var hook = (context.Run.Trigger as RunTrigger.ByHook)?.Hook ?? "";
        return EquatableList.From(parameters.Select(p => p with
        {
            Value = p.Value
                .Replace("{instance}", instance.Value, StringComparison.Ordinal)
                .Replace("{group}", group, StringComparison.Ordinal)
                .Replace("{hook}", hook, StringComparison.Ordinal)
                .Replace("{component}", context.Component.Name.Value, StringComparison.Ordinal),
        }));
    }
}
