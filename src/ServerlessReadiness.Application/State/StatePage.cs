namespace ServerlessReadiness.Application.State;

/// <summary>A page of a query, in the order of the sort key.</summary>
/// <param name="Documents">At most as many as were asked for.</param>
/// <param name="Next">The sort key to continue after, or null when this page is the last.</param>
public sealed record StatePage(IReadOnlyList<StateDocument> Documents, string? Next);
