using System.Globalization;
using System.Text.Json;
using ServerlessReadiness.Core;

namespace ServerlessReadiness.Application.Signals;

/// <summary>Reads AWS Health's events as EventBridge carries them.</summary>
public static class HealthMessage
{
    public const string DetailType = "AWS Health Event";
    public const string AbuseDetailType = "AWS Health Abuse Event";

    private const int TextCharactersMax = 600;
    private const int EntitiesMax = 50;

    public static Signal FromEventBridge(EventEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var detail = envelope.Detail;
        var code = detail.Text("eventTypeCode");
        if (code is null || envelope is not { Account: { } account, Time: { } at })
        {
            return new Signal.Unreadable(
                $"AWS Health event {RawText.Quote(code)}: it names no eventTypeCode, no account or no time; "
                    + "send Health's event unchanged.",
                RawText.Of(envelope.Whole.GetRawText()));
        }

        return new Signal.HealthAnnounced(new HealthNotice(
            detail.Text("eventArn") ?? envelope.Whole.Text("id") ?? code,
            detail.Text("service") ?? "AWS",
            code,
            detail.Text("eventTypeCategory") ?? "issue",
            detail.Text("statusCode") ?? (IsOver(detail, at) ? "closed" : "open"),
            detail.Text("affectedAccount") ?? account,
            detail.Text("eventRegion") ?? envelope.Region ?? "global",
            at,
            EndOf(detail),
            Words(detail),
            EquatableList.From(Entities(envelope).Distinct(StringComparer.Ordinal).Take(EntitiesMax))));
    }

    private static bool IsOver(JsonElement detail, DateTimeOffset at) => EndOf(detail) <= at;

    /// <summary>Health writes its times in the words of RFC 1123.</summary>
    private static DateTimeOffset? EndOf(JsonElement detail) =>
        DateTimeOffset.TryParse(
            detail.Text("endTime"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var end) ? end : null;

    private static string Words(JsonElement detail)
    {
        var descriptions = detail.Member("eventDescription").Items().ToList();
        var chosen = descriptions.Find(d => d.Text("language")?.StartsWith("en", StringComparison.Ordinal) == true);
        var text = (chosen.ValueKind == JsonValueKind.Undefined ? descriptions.FirstOrDefault() : chosen)
            .Text("latestDescription") ?? "";
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= TextCharactersMax ? text : RawText.Cut(text, TextCharactersMax) + "…";
    }

    private static IEnumerable<string> Entities(EventEnvelope envelope) =>
        envelope.Detail.Member("affectedEntities").Items()
            .Select(e => e.Text("entityValue"))
            .OfType<string>()
            .Concat(envelope.Resources)
            .Where(e => e.Length > 0);
}
