namespace ServerlessReadiness.Core.Plans.Runbooks;


/// <summary>Says that a field of a step's action takes a parameter's value.</summary>
/// <param name="Field">The action's key as plans spell it, such as byPercent.</param>
/// <param name="Parameter">The runbook's parameter.</param>
public sealed record ParameterBinding(string Field, string Parameter);
