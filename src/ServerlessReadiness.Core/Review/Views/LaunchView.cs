namespace ServerlessReadiness.Core.Review.Views;

/// <summary>What the event's groups launch instances from.</summary>
/// <param name="At">Where it is.</param>
/// <param name="Name">Such as "launch template web (lt-1) version 3".</param>
/// <param name="Group">The group that uses it.</param>
/// <param name="Profile">The instance profile; null when instances get none.</param>
/// <param name="SecurityGroups">Ids of the security groups of new instances.</param>
public sealed record LaunchView(Place At, string Name, string Group, string? Profile, EquatableList<string> SecurityGroups)
{
    public string Label => $"{Name} of group {Group} in {At}";
}
