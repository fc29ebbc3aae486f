namespace ServerlessReadiness.Core.Documents;

/// <summary>A table's column; numbers stand to the right.</summary>
public sealed record Column(string Name, bool IsNumber = false);
