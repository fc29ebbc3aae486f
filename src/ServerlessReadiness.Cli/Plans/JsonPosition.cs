namespace ServerlessReadiness.Cli.Plans;

/// <summary>Where in a file something stands; both count from 1, columns in characters.</summary>
public sealed record JsonPosition(int Line, int Column);
