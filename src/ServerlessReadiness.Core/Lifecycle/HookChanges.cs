using ServerlessReadiness.Core.Actions;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>Which changes are made to instances that wait in lifecycle hooks; they are made in every mode.</summary>
public static class HookChanges
{
    public static bool IsOne(Change change) => change is Change.AttachInterface or Change.DetachInterface
        or Change.AssociateAddress or Change.TagInstance or Change.RegisterTarget or Change.DeregisterTarget
        or Change.SendCommand or Change.CompleteHook or Change.BeatHook;
}
