using System.Globalization;

namespace ServerlessReadiness.Core.Reports;

/// <summary>A report that is due.</summary>
/// <param name="At">Since when.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Missed">Earlier instants since the last report for which nobody made one.</param>
public sealed record ReportDue(DateTimeOffset At, ReportKind Kind, EquatableList<DateTimeOffset> Missed)
{
    public const string FinalId = "final";

    /// <summary>Stays the same on a repeat; ids are in the order of time, the final one last.</summary>
    public string Id => Kind == ReportKind.Final ? FinalId : IdAt(At);

    public static string IdAt(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
