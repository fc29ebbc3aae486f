using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>What was read of an instance that waits in a hook; null is not asked for, or not readable.</summary>
/// <param name="LifecycleState">As its group sees it, for example Pending:Wait; "gone" when no group has it.</param>
/// <param name="Interfaces">Its network interfaces, and those that could be attached.</param>
/// <param name="Addresses">Its Elastic IP addresses, and those that could be associated.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Targets">What it is in the step's target groups, one item for each.</param>
/// <param name="Command">What became of the step's command.</param>
public sealed record WaitingFacts(
    string? LifecycleState = null,
    InterfacesSnapshot? Interfaces = null,
    AddressesSnapshot? Addresses = null,
    EquatableList<SettingValue>? Tags = null,
    EquatableList<TargetHealth>? Targets = null,
    CommandSnapshot? Command = null)
{
    public const string Gone = "gone";
}
