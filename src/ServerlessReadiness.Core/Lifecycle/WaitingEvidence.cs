using System.Diagnostics;
using ServerlessReadiness.Core.Actions;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>Whether a change to a waiting instance whose outcome is unknown shows in the world.</summary>
internal static class WaitingEvidence
{
    public static bool? Shows(Change change, WaitingFacts? seen) => (change, seen) switch
    {
        // A heartbeat leaves no trace, and the next one says the same.
        (Change.BeatHook, _) => null,

        // It may wait in another hook; then completing this one again is harmless.
        (Change.CompleteHook, { LifecycleState: { } state }) => !state.EndsWith(":Wait", StringComparison.Ordinal),
        (Change.AttachInterface c, { Interfaces: { } interfaces }) =>
            interfaces.Attached.Any(i => i.InterfaceId == c.InterfaceId),
        (Change.DetachInterface c, { Interfaces: { } interfaces }) =>
            !interfaces.Attached.Any(i => i.InterfaceId == c.InterfaceId && i.State != "detaching"),
        (Change.AssociateAddress c, { Addresses: { } addresses }) => addresses.Associated.Contains(c.AllocationId),
        (Change.TagInstance c, { Tags: { } tags }) => c.Tags.All(tags.Contains),
        (Change.RegisterTarget c, { Targets: { } targets }) =>
            targets.Any(t => t.TargetGroup == c.TargetGroup && !t.IsAbsent),
        (Change.DeregisterTarget c, { Targets: { } targets }) =>
            !targets.Any(t => t.TargetGroup == c.TargetGroup && t is { IsAbsent: false, IsDraining: false }),
        (Change.SendCommand, { Command: { } command }) => command.State is not null,
        _ when HookChanges.IsOne(change) => null,
        _ => throw new UnreachableException($"No evidence is known for {change.GetType().Name}."),
    };
}
