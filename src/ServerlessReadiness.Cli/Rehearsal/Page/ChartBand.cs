namespace ServerlessReadiness.Cli.Rehearsal.Page;

/// <summary>A stretch of time that is shaded behind a chart.</summary>
internal sealed record ChartBand(string Name, DateTimeOffset From, DateTimeOffset Until);
