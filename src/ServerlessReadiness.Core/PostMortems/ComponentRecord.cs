using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>A component with what state remembers of it and of its resource.</summary>
/// <param name="Component">As the plan has it.</param>
/// <param name="State">What automation remembers of it; null for nothing.</param>
/// <param name="Resource">What is known of its resource; null when the event never touched it.</param>
public sealed record ComponentRecord(Component Component, ComponentState? State, ResourceState? Resource);
