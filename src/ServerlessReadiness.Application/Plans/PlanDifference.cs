namespace ServerlessReadiness.Application.Plans;

/// <summary>One thing in which two plans differ.</summary>
/// <param name="Path">Where, with items of lists by their names: <c>components[web].ceiling</c>.</param>
/// <param name="Before">As JSON; null when it is new.</param>
/// <param name="After">As JSON; null when it is gone.</param>
public sealed record PlanDifference(string Path, string? Before, string? After)
{
    public override string ToString() => $"{Path}: {Before ?? "(not there)"} → {After ?? "(gone)"}";
}
