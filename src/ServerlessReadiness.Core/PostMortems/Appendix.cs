using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>The data behind a post-mortem, for people's own tools.</summary>
public static class Appendix
{
    public const string JournalName = "journal.csv";
    public const string DemandName = "demand.csv";
    public const string HoursName = "hours.csv";
    public const string IncidentsName = "incidents.csv";
    public const string CapacityName = "capacity.csv";

    public static IReadOnlyList<AppendixFile> Of(EventFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return
        [
            new AppendixFile(JournalName, Journal(facts)),
            new AppendixFile(DemandName, Demand(facts)),
            new AppendixFile(HoursName, Hours(facts)),
            new AppendixFile(IncidentsName, OfIncidents(facts)),
            new AppendixFile(CapacityName, Capacity(facts)),
        ];
    }

    private static string Journal(EventFacts facts)
    {
        var csv = new Csv("at", "kind", "verdict", "component", "alarm", "run", "reason", "cause", "before", "after");
        foreach (var line in facts.Journal)
        {
            csv.Add(
                Csv.Of(line.At),
                line.Kind.ToString(),
                line.Verdict,
                line.Component?.Value,
                line.Alarm?.Name,
                line.Run?.Value,
                line.Kind == JournalKind.Unreadable && line.Raw is { } raw ? $"{line.Reason}: {raw}" : line.Reason,
                line.Cause,
                line.Before,
                line.After);
        }

        return csv.ToString();
    }

    private static string Demand(EventFacts facts)
    {
        var csv = new Csv("from", "seconds", "forecast", "offered", "served", "shed", "failed");
        foreach (var point in facts.Measured.Demand)
        {
            csv.Add(
                Csv.Of(point.At),
                Csv.Of((decimal)facts.Measured.Period.TotalSeconds),
                Csv.Of(TrafficForecast.Requests(facts.Plan, point.At, point.At + facts.Measured.Period)),
                Csv.Of(point.Offered),
                Csv.Of(point.Served),
                Csv.Of(point.Shed),
                Csv.Of(point.Failed));
        }

        return csv.ToString();
    }

    private static string Hours(EventFacts facts)
    {
        var csv = new Csv(
            "from", "forecast", "offered", "served", "shed", "failed", "peakPerSecond", "minutesMeasured");
        foreach (var hour in DemandHours.Of(facts))
        {
            csv.Add(
                Csv.Of(hour.At),
                Csv.Of(hour.Forecast),
                Csv.Of(hour.Offered),
                Csv.Of(hour.Served),
                Csv.Of(hour.Shed),
                Csv.Of(hour.Failed),
                Csv.Of(hour.Peak),
                Csv.Of((decimal)hour.Covered.TotalMinutes));
        }

        return csv.ToString();
    }

    private static string OfIncidents(EventFacts facts)
    {
        var csv = new Csv(
            "number",
            "component",
            "signalAt",
            "firstEffectAt",
            "reliefAt",
            "peopleToldAt",
            "alarms",
            "changes",
            "runs");
        foreach (var incident in Incidents.Of(facts))
        {
            csv.Add(
                Csv.Of(incident.Number),
                incident.Component?.Value,
                Csv.Of(incident.From),
                Csv.Of(incident.FirstEffect?.At),
                Csv.Of(incident.Until),
                Csv.Of(incident.ToldAt),
                string.Join(' ', incident.Alarms),
                Csv.Of(incident.Effects),
                string.Join(' ', incident.Runs));
        }

        return csv.ToString();
    }

    private static string Capacity(EventFacts facts)
    {
        var csv = new Csv("from", "seconds", "component", "inService", "offered");
        foreach (var point in facts.Measured.Capacity)
        {
            csv.Add(
                Csv.Of(point.At),
                Csv.Of((decimal)facts.Measured.Period.TotalSeconds),
                point.Component.Value,
                Csv.Of(point.InService),
                Csv.Of(point.Offered));
        }

        return csv.ToString();
    }
}
