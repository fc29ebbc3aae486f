namespace ServerlessReadiness.Core.Learning;

/// <summary>One value of a plan's YAML to change, or a key to add.</summary>
/// <param name="Path">
/// Where, as problems with plans spell it: <c>components.web.factor</c>. Keys that are not there yet are added to the
/// nearest part that is.
/// </param>
/// <param name="Value">The new value as YAML has it, in one line.</param>
public sealed record PlanEdit(string Path, string Value)
{
    /// <summary>Where it may stand instead, when <see cref="Path"/>'s parent is not there; null for nowhere.</summary>
    public string? Otherwise { get; init; }
}
