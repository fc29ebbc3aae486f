namespace ServerlessReadiness.Bench;

/// <summary>Python divided by native: 8 means that native takes an eighth.</summary>
internal sealed record RatioLine(string Endpoint, string Figure, double PythonOverNative);
