namespace ServerlessReadiness.Core.Plans;

/// <summary>
/// A window in which automation changes nothing, such as a broadcast's finale. People are told instead. Adding capacity
/// within the ceiling stays allowed where <paramref name="AllowsCapacityUp"/> says so.
/// </summary>
/// <param name="Name">Unique in the plan.</param>
/// <param name="From">Its start.</param>
/// <param name="Until">Its end.</param>
/// <param name="Components">On which components; empty for all.</param>
/// <param name="AllowsCapacityUp">Whether capacity may still be added.</param>
public sealed record Freeze(
    string Name,
    DateTimeOffset From,
    DateTimeOffset Until,
    EquatableList<ComponentName> Components,
    bool AllowsCapacityUp)
{
    public bool IsInForce(ComponentName component, DateTimeOffset now) =>
        now >= From && now < Until && (Components.Count == 0 || Components.Contains(component));
}
