using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Review.Graph;

/// <summary>A component with what it has to carry and what it can.</summary>
/// <param name="Component">The component.</param>
/// <param name="Column">0 for what traffic enters; what is called by it alone is one further.</param>
/// <param name="Peak">Requests a second at its planned peak; null when nothing is stated.</param>
/// <param name="FloorCarries">Requests a second at its floor; null without a model.</param>
/// <param name="CeilingCarries">Requests a second at its ceiling; null without a model.</param>
/// <param name="Risks">What is wrong with it.</param>
public sealed record GraphNode(
    Component Component,
    int Column,
    decimal? Peak,
    decimal? FloorCarries,
    decimal? CeilingCarries,
    EquatableList<GraphRisk> Risks);
