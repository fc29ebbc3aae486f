namespace ServerlessReadiness.Core.Review.Graph;

/// <summary>Who calls whom.</summary>
/// <param name="From">A component, or the name under which traffic enters.</param>
/// <param name="To">The component that is called.</param>
/// <param name="Factor">Calls for each request; null for traffic that enters.</param>
public sealed record GraphEdge(string From, string To, decimal? Factor);
