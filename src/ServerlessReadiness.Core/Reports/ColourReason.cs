using ServerlessReadiness.Core.Plans.Reporting;

namespace ServerlessReadiness.Core.Reports;

/// <summary>What one sign says: why the report has its colour, green included.</summary>
/// <param name="Sign">What was looked at.</param>
/// <param name="Colour">The colour that it gives.</param>
/// <param name="Value">What was found, in the sign's unit.</param>
/// <param name="Limit">The value from which it has its colour; of green the one from which it would be yellow.</param>
/// <param name="About">Alarms, components, metrics or issues that it is about; empty for none.</param>
public sealed record ColourReason(
    ColourSign Sign,
    ReportColour Colour,
    decimal Value,
    decimal? Limit,
    EquatableList<string> About);
