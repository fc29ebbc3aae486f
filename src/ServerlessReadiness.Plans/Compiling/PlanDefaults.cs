namespace ServerlessReadiness.Plans.Compiling;

/// <summary>What holds for every component that says nothing else.</summary>
internal sealed record PlanDefaults(
    string? Account,
    string? Region,
    int Zones,
    bool Armed,
    string Currency,
    decimal Peak)
{
    public static readonly PlanDefaults None = new(null, null, 3, false, "USD", 1);
}
