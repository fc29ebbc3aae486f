using ServerlessReadiness.Core.Plans.Reporting;
using ServerlessReadiness.Core.Reports;

namespace ServerlessReadiness.Core.Snapshots;

/// <summary>Why the event has its colour, in both languages as the reports say it.</summary>
/// <param name="Sign">What was looked at.</param>
/// <param name="Colour">The colour that it gives.</param>
/// <param name="English">The words.</param>
/// <param name="Korean">The words.</param>
public sealed record SpokenReason(ColourSign Sign, ReportColour Colour, string English, string Korean);
