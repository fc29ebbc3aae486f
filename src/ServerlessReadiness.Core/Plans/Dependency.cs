namespace ServerlessReadiness.Core.Plans;

/// <summary>One component calls another.</summary>
/// <param name="Component">The component that is called.</param>
/// <param name="Factor">
/// Calls that one request to the caller makes, more than 0. Ten times at the front may be twenty times at the data.
/// </param>
public sealed record Dependency(ComponentName Component, decimal Factor);
