namespace ServerlessReadiness.Core.Plans.Runbooks;


/// <summary>A value that whoever starts a runbook may give.</summary>
/// <param name="Name">Unique in the runbook.</param>
/// <param name="Type">What it takes.</param>
/// <param name="Default">What it is when not given; null makes it required.</param>
/// <param name="Allowed">The only values; empty for any that its type takes.</param>
/// <param name="Minimum">For numbers.</param>
/// <param name="Maximum">For numbers.</param>
public sealed record RunbookParameter(
    string Name,
    ParameterType Type,
    string? Default,
    EquatableList<string> Allowed,
    int? Minimum,
    int? Maximum)
{
    /// <summary>A parameter of this name says which instance the run is about.</summary>
    public const string InstanceName = "instance";
}
