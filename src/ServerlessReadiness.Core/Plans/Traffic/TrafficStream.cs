namespace ServerlessReadiness.Core.Plans.Traffic;

/// <summary>Expected requests from outside, as they enter the workload under one name.</summary>
/// <param name="Name">Unique in the plan, such as a host name.</param>
/// <param name="NormalRequestsPerSecond">The mean of a normal day, at least 1.</param>
/// <param name="Targets">Where DNS sends them, at least one with a weight above 0.</param>
/// <param name="DnsTtl">How long clients keep an answer.</param>
/// <param name="Shapes">How the rate differs from the normal; they add up.</param>
public sealed record TrafficStream(
    string Name,
    int NormalRequestsPerSecond,
    EquatableList<StreamTarget> Targets,
    TimeSpan DnsTtl,
    EquatableList<TrafficShape> Shapes);
