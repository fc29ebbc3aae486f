using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Plans.Traffic;


/// <summary>One level of a shed ladder.</summary>
/// <param name="Name">Such as "reduce features".</param>
/// <param name="Steps">What is done to climb to it; coming down takes it back in reverse order.</param>
public sealed record ShedLevel(string Name, EquatableList<RunbookStep> Steps);
