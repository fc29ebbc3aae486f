using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>Tags the instance with what it does not have yet.</summary>
public sealed class InstanceTagRules : HookRules<StepAction.InstanceTag>
{
    public override string Name => ActionNames.InstanceTag;

    protected override ActionMove Next(StepContext context, StepAction.InstanceTag action, InstanceId instance)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(action);
        if (context.Seen.Waiting?.Tags is not { } tags)
        {
            return context.Blind($"the tags of {instance}");
        }

        var missing = EquatableList.From(action.Tags.Where(t => !tags.Contains(t)));
        return missing.Count == 0
            ? new ActionMove.Done($"{instance} is tagged {string.Join(", ", action.Tags)}")
            : new ActionMove.Perform(
                new Change.TagInstance(instance, missing),
                $"{instance} lacks {string.Join(", ", missing)}");
    }
}
