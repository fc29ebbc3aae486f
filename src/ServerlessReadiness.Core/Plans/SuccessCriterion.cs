namespace ServerlessReadiness.Core.Plans;

/// <summary>What makes the event a success; the rehearsal's verdict and the post-mortem measure it.</summary>
/// <param name="Name">Unique in the plan.</param>
/// <param name="Measure">What is measured.</param>
/// <param name="Limit">In the measure's own unit.</param>
public sealed record SuccessCriterion(string Name, CriterionMeasure Measure, decimal Limit);
