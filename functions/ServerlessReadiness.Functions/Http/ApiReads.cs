using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Communication;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Timeline;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Functions.Http;

/// <summary>What can be looked at.</summary>
internal sealed class ApiReads(Host host)
{
    public const int LimitDefault = 50;
    public const int LimitMax = 200;

    private const string SeeEvents = "see GET /events";

    public IEnumerable<ApiRoute> Routes =>
    [
        new("GET", "/events", (_, _, stop) => EventsAsync(stop)),
        new("GET", "/events/{event}", EventAsync),
        new("GET", "/events/{event}/status", (_, path, stop) => StatusAsync(path[0], stop)),
        new("GET", "/events/{event}/snapshot", SnapshotAsync),
        new("GET", "/events/{event}/runs", RunsAsync),
        new("GET", "/events/{event}/runs/{run}", (_, path, stop) => RunAsync(path[0], path[1], stop)),
        new("GET", "/events/{event}/journal", JournalAsync),
        new("GET", "/events/{event}/issues", IssuesAsync),
        new("GET", "/events/{event}/tasks", (_, path, stop) => TasksAsync(path[0], stop)),
        new("GET", "/events/{event}/contacts", (_, path, stop) => ContactsAsync(path[0], stop)),
        new("GET", "/events/{event}/alarms", (_, path, stop) => AlarmsAsync(path[0], stop)),
        new("GET", "/events/{event}/commands/{command}", (_, path, stop) => CommandAsync(path[0], path[1], stop)),
    ];

    /// <summary>A head's entity tag; commands name it in If-Match.</summary>
    public static string Tag(long version) => $"\"{version}\"";

    private async Task<ApiAnswer> EventsAsync(CancellationToken stop)
    {
        var events = await host.Events.ListAsync(stop, fresh: true);
        return new ApiAnswer(200, new JsonObject
        {
            ["events"] = new JsonArray([.. events.Select(e => ApiDocuments.Of(e.Listing))]),
        });
    }

    private async Task<ApiAnswer> EventAsync(ApiRequest request, IReadOnlyList<string> path, CancellationToken stop)
    {
        if (!EventId.TryParse(path[0], out var id)
            || await host.Parts.Store.FindAsync(StateKeys.Head(id), stop) is not ({ } head, var version))
        {
            return NoEvent(path[0]);
        }

        var tag = Tag(version);
        return (Knows(request, tag) ? new ApiAnswer(304, null) : new ApiAnswer(200, ApiDocuments.Of(head, version)))
            .With("etag", tag);
    }

    private async Task<ApiAnswer> StatusAsync(string text, CancellationToken stop) =>
        EventId.TryParse(text, out var id) && await host.Status.ReadAsync(id, stop) is { } status
            ? new ApiAnswer(200, ApiDocuments.Of(status, host.Parts.Time.GetUtcNow()))
            : NoEvent(text);

    /// <summary>
    /// The document that Clock wrote last, as it is. The header says what time it is here, so that a page can count down
    /// by our clock and not by its own.
    /// </summary>
    private async Task<ApiAnswer> SnapshotAsync(ApiRequest request, IReadOnlyList<string> path, CancellationToken stop)
    {
        if (!EventId.TryParse(path[0], out var id)
            || await host.Parts.Store.FindAsync(StateKeys.Snapshot(id), stop) is not ({ } snapshot, var version))
        {
            return await EventOfAsync(path[0], stop) is null
                ? NoEvent(path[0])
                : ApiProblem.NotFound(
                    $"event {path[0]} has no snapshot yet",
                    "Clock writes one each minute; if none comes, look at its log");
        }

        var tag = Tag(version);
        var answer = Knows(request, tag)
            ? new ApiAnswer(304, null)
            : new ApiAnswer(200, null) { Text = JsonSerializer.Serialize(snapshot, StateJson.Default.EventSnapshot) };
        var now = host.Parts.Time.GetUtcNow().UtcDateTime;
        return answer.With("etag", tag).With("x-readiness-now", now.ToString("O", CultureInfo.InvariantCulture));
    }

    /// <summary>Whether the caller names the tag as one that it knows.</summary>
    private static bool Knows(ApiRequest request, string tag) =>
        request.Header("if-none-match") is { } known && known.Split(',').Any(t => t.Trim() == tag);

    private async Task<ApiAnswer> RunsAsync(ApiRequest request, IReadOnlyList<string> path, CancellationToken stop)
    {
        if (await EventOfAsync(path[0], stop) is not { } id)
        {
            return NoEvent(path[0]);
        }

        if (LimitOf(request) is not { } limit)
        {
            return BadLimit();
        }

        var after = CursorOf(request, out var isBad);
        if (isBad || after?.StartsWith(StateKeys.RunPrefix, StringComparison.Ordinal) == false)
        {
            return BadCursor();
        }

        // Run ids sort by time, so the newest come first when read backwards.
        var page = await host.Parts.Store.QueryAsync(
            new StateQuery(StateKeys.EventPk(id), StateKeys.RunPrefix, after, limit, Descending: true),
            stop);
        var runs = page.Documents.Select(d =>
            StateView.Parse(d, new StateKey<Run>(d.Address, StateJson.Default.Run)));
        return new ApiAnswer(200, new JsonObject
        {
            ["runs"] = new JsonArray([.. runs.Select(r => ApiDocuments.Of(r))]),
            ["next"] = Cursor(page.Next),
        });
    }

    private async Task<ApiAnswer> RunAsync(string eventText, string runText, CancellationToken stop) =>
        EventId.TryParse(eventText, out var id) && RunId.TryParse(runText, out var run)
            && (await host.Parts.Store.FindAsync(StateKeys.Run(id, run), stop)).Value is { } found
            ? new ApiAnswer(200, ApiDocuments.Detail(found))
            : ApiProblem.NotFound($"event {eventText} has no run {runText}", "see GET /events/{event}/runs");

    private async Task<ApiAnswer> JournalAsync(ApiRequest request, IReadOnlyList<string> path, CancellationToken stop)
    {
        var isUnassigned = path[0] == Application.Journal.JournalWriter.Unassigned.Value;
        if ((isUnassigned ? Application.Journal.JournalWriter.Unassigned : await EventOfAsync(path[0], stop))
            is not { } id)
        {
            return NoEvent(path[0]);
        }

        if (LimitOf(request) is not { } limit)
        {
            return BadLimit();
        }

        var before = CursorOf(request, out var isBad);
        if (isBad)
        {
            return BadCursor();
        }

        var (lines, next) = await host.JournalReader.PageAsync(id, before, limit, stop);
        return new ApiAnswer(200, new JsonObject
        {
            ["lines"] = new JsonArray([.. lines.Select(ApiDocuments.Of)]),
            ["next"] = Cursor(next),
        });
    }

    private async Task<ApiAnswer> IssuesAsync(ApiRequest request, IReadOnlyList<string> path, CancellationToken stop)
    {
        if (await EventOfAsync(path[0], stop) is not { } id)
        {
            return NoEvent(path[0]);
        }

        var which = request.Query.GetValueOrDefault("state") ?? "open";
        if (which is not ("open" or "all"))
        {
            return ApiProblem.BadInput("state is none that is known", "use open or all");
        }

        var issues = await host.Parts.Store.ListAsync(
            StateKeys.EventPk(id),
            StateKeys.IssuePrefix,
            StateJson.Default.Issue,
            stop);
        return new ApiAnswer(200, new JsonObject
        {
            ["issues"] = new JsonArray([.. issues.Select(i => i.Value)
                .Where(i => which == "all" || i.IsOpen)
                .OrderBy(i => i.OpenedAt)
                .Select(ApiDocuments.Of)]),
        });
    }

    private async Task<ApiAnswer> TasksAsync(string text, CancellationToken stop)
    {
        if (await PlanOfAsync(text, stop) is not { } plan)
        {
            return NoEvent(text);
        }

        var tasks = await TaskBook.ReadAsync(host.Parts.Store, plan, stop);
        var now = host.Parts.Time.GetUtcNow();
        return new ApiAnswer(200, new JsonObject
        {
            ["progress"] = ApiPeople.Progress(plan, tasks, now),
            ["tasks"] = new JsonArray([.. tasks.Select(t => TaskJson.Of(plan, t, now))]),
        });
    }

    private async Task<ApiAnswer> ContactsAsync(string text, CancellationToken stop)
    {
        if (await PlanOfAsync(text, stop) is not { } plan)
        {
            return NoEvent(text);
        }

        var contacts = await ContactBook.ReadAsync(host.Parts.Store, plan, stop);
        var now = host.Parts.Time.GetUtcNow();
        return new ApiAnswer(200, new JsonObject
        {
            ["contacts"] = new JsonArray([.. contacts.Select(c => ContactJson.Of(plan, c, now))]),
        });
    }

    /// <summary>The plan in force; null for an event that there is not.</summary>
    private async Task<CompiledPlan?> PlanOfAsync(string text, CancellationToken stop) =>
        EventId.TryParse(text, out var id)
            && (await host.Parts.Store.FindAsync(StateKeys.Head(id), stop)).Value is { } head
            ? await host.Events.PlanAsync(id, head.PlanVersion, stop)
            : null;

    private async Task<ApiAnswer> AlarmsAsync(string text, CancellationToken stop) =>
        EventId.TryParse(text, out var id) && await host.Status.ReadAsync(id, stop) is { } status
            ? new ApiAnswer(200, new JsonObject
            {
                ["alarms"] = new JsonArray([.. status.Firing.Select(ApiDocuments.Of)]),
            })
            : NoEvent(text);

    private async Task<ApiAnswer> CommandAsync(string eventText, string commandText, CancellationToken stop) =>
        EventId.TryParse(eventText, out var id) && CommandId.TryParse(commandText, out var command)
            && await host.Commands.FindAsync(id, command, stop) is { } record
            ? new ApiAnswer(200, ApiDocuments.Of(record))
            : ApiProblem.NotFound(
                $"event {eventText} has no command {commandText}",
                "results are kept for 30 days; see the journal for older ones");

    public static ApiAnswer NoEvent(string text) => ApiProblem.NotFound($"there is no event {text}", SeeEvents);

    private async Task<EventId?> EventOfAsync(string text, CancellationToken stop) =>
        EventId.TryParse(text, out var id)
            && (await host.Parts.Store.FindAsync(StateKeys.Head(id), stop)).Value is not null
            ? id
            : null;

    private static int? LimitOf(ApiRequest request) => request.Query.GetValueOrDefault("limit") switch
    {
        null => LimitDefault,
        var text when int.TryParse(text, out var limit) && limit is >= 1 and <= LimitMax => limit,
        _ => null,
    };

    /// <summary>A cursor is opaque: where to go on is nobody's business but ours.</summary>
    private static string? Cursor(string? key) =>
        key is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(key)).Replace('+', '-').Replace('/', '_');

    private static string? CursorOf(ApiRequest request, out bool isBad)
    {
        isBad = false;
        if (request.Query.GetValueOrDefault("cursor") is not { } cursor)
        {
            return null;
        }

        var bytes = new byte[cursor.Length];
        if (cursor.Length is > 0 and <= StateLimits.SortKeyBytesMax
            && Convert.TryFromBase64String(cursor.Replace('-', '+').Replace('_', '/'), bytes, out var length)
            && length > 0
            && System.Text.Unicode.Utf8.IsValid(bytes.AsSpan(0, length)))
        {
            return Encoding.UTF8.GetString(bytes, 0, length);
        }

        isBad = true;
        return null;
    }

    private static ApiAnswer BadCursor() =>
        ApiProblem.BadInput("the cursor is none that this API gave", "pass the next of the page before as it is");

    private static ApiAnswer BadLimit() => ApiProblem.BadInput("the limit is out of range", $"use 1 to {LimitMax}");
}
