namespace ServerlessReadiness.Plans.Editing;

/// <summary>A change that was left out.</summary>
/// <param name="Index">Its place among those that were asked for.</param>
/// <param name="Why">Why.</param>
public sealed record RefusedEdit(int Index, string Why);
