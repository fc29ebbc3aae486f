namespace ServerlessReadiness.Core.Reports;

/// <summary>A chart of one metric that goes with a report.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Source">Where the document finds it: <c>cid:…</c> or <c>data:…</c>.</param>
public sealed record ReportPicture(string Metric, string Source);
