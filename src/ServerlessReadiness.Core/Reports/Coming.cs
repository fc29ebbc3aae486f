namespace ServerlessReadiness.Core.Reports;

/// <summary>Something to come.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When; null when nobody can tell.</param>
/// <param name="About">Its name, such as a phase's or a component's.</param>
/// <param name="Number">The stage's number, the floor or the requests a second; 0 for the others.</param>
public sealed record Coming(ComingKind Kind, DateTimeOffset? At, string About, decimal Number);
