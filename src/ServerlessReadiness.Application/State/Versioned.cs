namespace ServerlessReadiness.Application.State;

/// <summary>
/// A value with the version that the next write must name; version 0 means that it is not stored yet.
/// </summary>
public readonly record struct Versioned<T>(T Value, long Version);
