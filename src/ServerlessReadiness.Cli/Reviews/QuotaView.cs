using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Cli.Reviews;

/// <summary>What the event meets its limits with, the increases it needs, and what became of those asked for.</summary>
/// <param name="Event">The event.</param>
/// <param name="At">As of when.</param>
/// <param name="Rows">Every limit, what does not fit first.</param>
/// <param name="Needed">Increases that would make them fit.</param>
/// <param name="Requested">What was asked for before.</param>
/// <param name="Quotas">Quotas as they are now.</param>
internal sealed record QuotaView(
    EventId Event,
    DateTimeOffset At,
    Seen<LimitRow> Rows,
    IReadOnlyList<QuotaRequest> Needed,
    IReadOnlyList<QuotaRequestRecord> Requested,
    IReadOnlyList<QuotaUse> Quotas)
{
    private static readonly string[] Columns =
        ["Limit", "Of", "Stand", "Allowed", "Now", "At the peak", "At the ceiling"];

    private static readonly string[] NeededColumns = ["Quota", "Where", "Allowed", "To ask for", "Asked already"];
    private static readonly string[] RequestedColumns =
        ["Quota", "Where", "State", "After the event", "Before", "Asked for", "Now"];

    private const int FirstNumber = 3;
    private const int FirstNumberNeeded = 2;
    private const int FirstNumberRequested = 4;

    public bool IsBroken => Rows.Items.Any(r => r.Stand == LimitStand.Broken);

    /// <param name="screen">Where to.</param>
    /// <param name="isAsked">Whether the increases are about to be filed, so that nobody need be told how.</param>
    public void Show(Screen screen, bool isAsked)
    {
        screen.Table($"Limits of event {Event}", Columns, Rows.Items.Select(Row), FirstNumber);
        Lines(screen, "What to do:", Rows.Items.Where(r => r.Stand is LimitStand.Tight or LimitStand.Broken), r =>
            $"{(r.Trouble is { } trouble ? $"{trouble}; " : "")}{r.Fix}");
        Lines(screen, "Cannot tell:", Rows.Items.Where(r => r.Stand == LimitStand.CannotTell), r =>
            r.Unknown ?? "limit or use are not known");
        Lines(screen, "Where the figures are from:", Rows.Items, r =>
            r.IsEstimate ? $"{r.Source} (an estimate)" : r.Source);
        if (Rows.Unread.Count > 0)
        {
            screen.Line("Not read:");
            foreach (var unread in Rows.Unread)
            {
                screen.Line($"  {unread}");
            }

            screen.Line();
        }

        screen.Table("Increases that are needed", NeededColumns, Needed.Select(NeededRow), FirstNumberNeeded);
        if (Needed.Count > 0 && !isAsked)
        {
            screen.Line($"File them: readiness review quotas --event {Event} --request-increases");
            screen.Line();
        }

        if (Requested.Count > 0)
        {
            ShowRequested(screen);
        }

        var (broken, unclear) = (Count(LimitStand.Broken), Count(LimitStand.CannotTell));
        screen.Verdict(
            broken + unclear == 0,
            $"{broken} broken, {Count(LimitStand.Tight)} tight, {unclear} cannot be told, {Count(LimitStand.Fits)} fit.");
    }

    private void ShowRequested(Screen screen)
    {
        screen.Table(
            "Increases that were asked for",
            RequestedColumns,
            Requested.Select(RequestedRow),
            FirstNumberRequested);
        foreach (var open in Requested.Where(r => r.ResetAt is null))
        {
            screen.Line($"  {open.Name}: after the event readiness review quotas reset \"{open.Name}\" --event {Event} "
                + "--reason TEXT");
        }

        screen.Line("Service Quotas only raises: to lower a quota, open a case with AWS Support, then mark it as reset.");
        screen.Line();
    }

    public JsonObject ToJson() => new()
    {
        ["event"] = Event.Value,
        ["at"] = At,
        ["broken"] = Count(LimitStand.Broken),
        ["tight"] = Count(LimitStand.Tight),
        ["cannotTell"] = Count(LimitStand.CannotTell),
        ["fit"] = Count(LimitStand.Fits),
        ["limits"] = Array(Rows.Items, r => new JsonObject
        {
            ["name"] = r.Name,
            ["of"] = r.Resource,
            ["stand"] = r.Stand.ToString(),
            ["limit"] = r.Limit,
            ["now"] = r.Now,
            ["atPeak"] = r.AtPeak,
            ["percentAtPeak"] = r.Percent,
            ["atCeiling"] = r.AtCeiling,
            ["isEstimate"] = r.IsEstimate,
            ["source"] = r.Source,
            ["trouble"] = r.Trouble,
            ["unknown"] = r.Unknown,
            ["fix"] = r.Fix,
        }),
        ["notRead"] = Array(Rows.Unread, u => u),
        ["needed"] = Array(Needed, ToJson),
        ["requested"] = Array(Requested, r =>
        {
            var json = ToJson(r.Request);
            json["quota"] = r.Name;
            json["asked"] = r.Outcome.Desired;
            json["allowedNow"] = NowOf(r.Request)?.Value;
            json["state"] = State(r);
            json["status"] = r.Outcome.Status;
            json["requestId"] = r.Outcome.RequestId;
            json["caseId"] = r.Outcome.CaseId;
            json["by"] = r.By;
            json["at"] = r.At;
            json["resetAt"] = r.ResetAt;
            return json;
        }),
    };

    public static JsonArray ToJson(IEnumerable<QuotaFiled> filed) => Array(filed, f =>
    {
        var json = ToJson(f.Request);
        json["isWell"] = f.IsWell;
        json["words"] = f.Words;
        return json;
    });

    public static string Where(QuotaRequest request) => $"{request.Region} of {request.Account}";

    public static string Number(decimal? value) => value?.ToString("#,0.##", CultureInfo.InvariantCulture) ?? "?";

    private static JsonObject ToJson(QuotaRequest request) => new()
    {
        ["account"] = request.Account,
        ["region"] = request.Region,
        ["service"] = request.Key.Service,
        ["code"] = request.Key.Code,
        ["name"] = request.Name,
        ["before"] = request.Before,
        ["desired"] = request.Desired,
    };

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode> make) => new([.. items.Select(make)]);

    private static void Lines(Screen screen, string title, IEnumerable<LimitRow> rows, Func<LimitRow, string> words)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        screen.Line(title);
        foreach (var row in all)
        {
            screen.Line($"  {row.Name}, {row.Resource}: {words(row)}");
        }

        screen.Line();
    }

    private static IReadOnlyList<string> Row(LimitRow row) =>
    [
        row.Name,
        row.Resource,
        row.Stand switch
        {
            LimitStand.Fits => "ok",
            LimitStand.Tight => "tight",
            LimitStand.Broken => "BROKEN",
            _ => "cannot tell",
        },
        Number(row.Limit),
        Number(row.Now),
        row.Percent is { } percent ? $"{Number(row.AtPeak)} ({Number(percent)} %)" : Number(row.AtPeak),
        Number(row.AtCeiling),
    ];

    private IReadOnlyList<string> NeededRow(QuotaRequest request) =>
    [
        request.Name,
        Where(request),
        Number(request.Before),
        Number(request.Desired),
        Requested.FirstOrDefault(r => r.ResetAt is null && IsOf(r.Request, request)) is { } asked
            ? $"{Number(asked.Outcome.Desired)}, {State(asked)}"
            : "-",
    ];

    private IReadOnlyList<string> RequestedRow(QuotaRequestRecord record) =>
    [
        record.Request.Name,
        Where(record.Request),
        State(record),
        record.ResetAt is { } at ? $"reset or kept at {at:u}" : $"lower to {Number(record.Request.Before)}",
        Number(record.Request.Before),
        Number(record.Outcome.Desired),
        Number(NowOf(record.Request)?.Value),
    ];

    // What is allowed now says more than what Service Quotas answered as it was filed.
    private string State(QuotaRequestRecord record) => NowOf(record.Request)?.Value >= record.Outcome.Desired
        ? "granted"
        : $"{record.Outcome.Status} at {record.At:u}";

    private QuotaUse? NowOf(QuotaRequest request) => Quotas.FirstOrDefault(q =>
        q.Account == request.Account && q.Region == request.Region
        && q.Key.Service == request.Key.Service && q.Code == request.Key.Code);

    private static bool IsOf(QuotaRequest one, QuotaRequest other) =>
        (one.Account, one.Region, one.Key.Service, one.Key.Code)
        == (other.Account, other.Region, other.Key.Service, other.Key.Code);

    private int Count(LimitStand stand) => Rows.Items.Count(r => r.Stand == stand);
}
