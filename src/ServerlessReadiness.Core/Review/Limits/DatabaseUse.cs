using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>Connections of a database instance.</summary>
/// <param name="Component">The component that it is.</param>
/// <param name="Resource">The instance.</param>
/// <param name="Class">Its class now.</param>
/// <param name="MaxConnections">The parameter <c>max_connections</c> as its parameter group has it: a number or a
/// formula; null when the group has none.</param>
/// <param name="MemoryBytes">Memory of the class that it has at the peak; null when it is not known.</param>
/// <param name="Connections">Connections now; null when no metric tells.</param>
public sealed record DatabaseUse(
    ComponentName Component,
    Resource.Setting Resource,
    string Class,
    string? MaxConnections,
    long? MemoryBytes,
    decimal? Connections);
