using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Snapshots;

/// <summary>A DNS name and where it leads.</summary>
/// <param name="Component">The component that steers it.</param>
/// <param name="Name">The name.</param>
/// <param name="Endpoints">Its records; empty when they could not be read.</param>
public sealed record NameView(ComponentName Component, string Name, EquatableList<EndpointView> Endpoints);
