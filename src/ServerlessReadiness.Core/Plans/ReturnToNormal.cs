namespace ServerlessReadiness.Core.Plans;

/// <summary>How the event ends.</summary>
/// <param name="InRangeFor">The metrics are in their normal range this long before anything is scaled down.</param>
/// <param name="StepPercent">Share of the raise that one step takes back, 1 to 10.</param>
/// <param name="StepEvery">From one step to the next.</param>
/// <param name="Operational">
/// What people do and confirm, such as communication, limits, reporting, optimisation; may be empty.
/// </param>
public sealed record ReturnToNormal(
    TimeSpan InRangeFor,
    int StepPercent,
    TimeSpan StepEvery,
    EquatableList<string> Operational)
{
    public static readonly ReturnToNormal Default = new(TimeSpan.FromMinutes(15), 10, TimeSpan.FromMinutes(5), []);
}
