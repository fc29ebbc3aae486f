using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>Which actions belong to lifecycle hooks.</summary>
public static class HookSteps
{
    /// <summary>The name of the step that every hook ends with.</summary>
    public const string CompleteName = "complete";

    /// <summary>Actions on the waiting instance: they make sense nowhere else.</summary>
    public static bool IsOfHooks(StepAction action) => action is StepAction.InterfaceAttach
        or StepAction.InterfaceDetach or StepAction.AddressAssociate or StepAction.InstanceTag
        or StepAction.TargetsHealthy or StepAction.TargetsDeregister or StepAction.CommandRun
        or StepAction.HookComplete;

    /// <summary>What a plan may put under a hook; it is completed by itself.</summary>
    public static bool MayBeInHook(StepAction action) =>
        action is StepAction.Notify or StepAction.Pause || (IsOfHooks(action) && action is not StepAction.HookComplete);

    /// <summary>
    /// What an instance on its way into a warm pool has no use for yet: it is stopped there, and its hook comes again
    /// when it leaves for the group.
    /// </summary>
    public static bool IsForServing(StepAction action) => action is StepAction.InterfaceAttach
        or StepAction.AddressAssociate or StepAction.TargetsHealthy;
}
