namespace ServerlessReadiness.Core.Plans.Traffic;


/// <summary>One of the places that a name can lead to.</summary>
/// <param name="SetIdentifier">Its record's set identifier.</param>
/// <param name="Behind">The component that serves what comes there; null for what nobody of the plan serves.</param>
/// <param name="Alarms">Names of the alarms that say that it cannot serve.</param>
/// <param name="IsStaticPage">Whether it is a static site that can carry anything: the maintenance page.</param>
/// <param name="Load">The plan's metric that counts its requests; null when nothing tells.</param>
public sealed record Endpoint(
    string SetIdentifier,
    ComponentName? Behind,
    EquatableList<string> Alarms,
    bool IsStaticPage,
    string? Load);
