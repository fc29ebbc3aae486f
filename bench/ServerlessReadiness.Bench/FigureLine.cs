namespace ServerlessReadiness.Bench;

/// <summary>A figure of both sides, in its own unit.</summary>
internal sealed record FigureLine(string Endpoint, string Figure, string Unit, double Native, double Python);
