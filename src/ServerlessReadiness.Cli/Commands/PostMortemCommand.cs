using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.PostMortems;
using ServerlessReadiness.Cli.Books;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.PostMortems;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>postmortem</c>: what happened at an event, with its data.</summary>
internal static class PostMortemCommand
{
    public const string FileName = "postmortem";
    private const string FolderAbsent = "postmortem";
    private const string Both = "both";

    public static Command Build(CommandShelf shelf)
    {
        var eventId = Choices.Event("The event.", required: true);
        var folder = new Option<string>("--out")
        {
            Description = $"The folder for the document and its data; {FolderAbsent} by default.",
            HelpName = "DIR",
            DefaultValueFactory = _ => FolderAbsent,
        };
        var format = BookOptions.Format(Both, BookOptions.Markdown, BookOptions.Html, Both);
        var language = BookOptions.Language();
        var billTag = new Option<string?>("--bill-tag")
        {
            Description = "Reads what was charged from Cost Explorer, for resources with this cost allocation tag. AWS "
                + "charges each such request.",
            HelpName = "KEY=VALUE",
        };
        return shelf.Make(
            "postmortem",
            "Writes an event's post-mortem from its records and metrics, with the data as CSV files.",
            [eventId, folder, format, language, billTag],
            async (call, cancellationToken) =>
            {
                var id = Choices.EventOf(call.Value(eventId))!.Value;
                var tag = TagOf(call.Value(billTag));
                var facts = await ReadAsync(call, id, cancellationToken);
                if (tag is not null)
                {
                    using var session = AwsSession.Open(call.Settings, call.Around);
                    facts = await new BillReader(session.Bills()).AddAsync(facts, tag, cancellationToken);
                }

                var wording = BookOptions.Wording(facts.Plan, call.Value(language)!);
                var files = Write(call.Value(folder)!, Formats(call.Value(format)!), facts, wording);
                call.Screen.Show(
                    () => ToJson(facts, files),
                    () =>
                    {
                        call.Screen.Line(facts.WasLive
                            ? $"Post-mortem of event {id}, {facts.Journal.Count} journal lines:"
                            : $"Event {id} was never live; its post-mortem says so:");
                        foreach (var file in files)
                        {
                            call.Screen.Line($"  {file}");
                        }
                    });
                return ExitCodes.Done;
            });
    }

    private static BillTag? TagOf(string? text) => text is null ? null : BillTag.Parse(text)
        ?? throw CliException.BadInput(
            $"--bill-tag \"{text}\" is no tag",
            "write its key and value, such as --bill-tag event=black-friday-2026");

    /// <summary>The document in both formats, and its data.</summary>
    public static IReadOnlyList<string> WriteBoth(string folder, EventFacts facts, string language) =>
        Write(folder, Formats(Both), facts, BookOptions.Wording(facts.Plan, language));

    /// <exception cref="CliException">There is no such event.</exception>
    public static async Task<EventFacts> ReadAsync(CommandCall call, EventId id, CancellationToken cancellationToken)
    {
        using var session = AwsSession.Open(call.Settings, call.Around);
        var reader = new EventFactsReader(session.Store(call.Settings.RequiredTable), session.Metrics());
        return await reader.ReadAsync(id, call.Around.Time.GetUtcNow(), cancellationToken) ?? throw new CliException(
            ExitCodes.No,
            $"there is no event {id}",
            "see the open events with readiness status");
    }

    private static IReadOnlyList<string> Write(
        string folder,
        IEnumerable<string> formats,
        EventFacts facts,
        Core.Languages.Wording wording) =>
        BookFiles.Write(folder, FileName, formats, PostMortemDocument.Compose(facts, wording), Appendix.Of(facts));

    private static string[] Formats(string format) =>
        format == Both ? [BookOptions.Html, BookOptions.Markdown] : [format];

    private static JsonObject ToJson(EventFacts facts, IReadOnlyList<string> files)
    {
        var incidents = Incidents.Of(facts);
        return new JsonObject
        {
            ["event"] = facts.Plan.Event.Value,
            ["phase"] = facts.Head.Phase.ToString(),
            ["wasLive"] = facts.WasLive,
            ["journalLines"] = facts.Journal.Count,
            ["metricsUnreadable"] = facts.Measured.Unreadable,
            ["criteria"] = new JsonArray([.. CriteriaVerdicts.Of(facts, incidents).Select(c => (JsonNode)new JsonObject
            {
                ["name"] = c.Criterion.Name,
                ["measured"] = c.Result?.Value,
                ["limit"] = c.Criterion.Limit,
                ["held"] = c.Result?.Held,
            })]),
            ["incidents"] = new JsonArray([.. incidents.Select(i => (JsonNode)new JsonObject
            {
                ["number"] = i.Number,
                ["component"] = i.Component?.Value,
                ["from"] = i.From,
                ["secondsToEffect"] = i.ToEffect?.TotalSeconds,
                ["secondsToRelief"] = i.ToRelief?.TotalSeconds,
            })]),
            ["bill"] = facts.Bill is not { } bill ? null : new JsonObject
            {
                ["tag"] = bill.Tag,
                ["from"] = bill.From.ToString("O"),
                ["until"] = bill.Until.ToString("O"),
                ["estimated"] = bill.IsEstimated,
                ["services"] = new JsonArray([.. bill.Lines.Select(l => (JsonNode)new JsonObject
                {
                    ["service"] = l.Service,
                    ["amount"] = l.Amount,
                    ["currency"] = l.Currency,
                })]),
            },
            ["billUnreadable"] = facts.BillUnreadable,
            ["notRestored"] = Leftovers.Of(facts).Count,
            ["files"] = new JsonArray([.. files.Select(f => (JsonNode)f)]),
        };
    }
}
