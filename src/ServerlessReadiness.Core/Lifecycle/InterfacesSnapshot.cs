namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>The interfaces that a step is about.</summary>
/// <param name="Attached">Interfaces of the pool, or the one named, that the instance has.</param>
/// <param name="Free">Interfaces of the pool, or the one named, that can be attached to it, in the order of ids.</param>
/// <param name="NextDevice">The lowest device index that the instance has not used.</param>
/// <param name="Words">Why none is free, where there is something to say.</param>
public sealed record InterfacesSnapshot(
    EquatableList<AttachedInterface> Attached,
    EquatableList<string> Free,
    int NextDevice,
    string? Words = null);
