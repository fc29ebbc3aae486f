namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>The Elastic IP addresses that a step is about, by their allocation ids.</summary>
/// <param name="Associated">Of the pool, or the one named, that the instance has.</param>
/// <param name="Free">Of the pool, or the one named, that nothing has, in the order of ids.</param>
/// <param name="Words">Why none is free, where there is something to say.</param>
public sealed record AddressesSnapshot(
    EquatableList<string> Associated,
    EquatableList<string> Free,
    string? Words = null);
