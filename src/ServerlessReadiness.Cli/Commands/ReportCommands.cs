using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Leaders;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Reports;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>report</c>: what leaders are told.</summary>
internal static class ReportCommands
{
    private const string FolderAbsent = "report";

    private static readonly string[] Columns = ["Report", "Kind", "Colour", "Phase", "Sent", "Not sent"];
    private static readonly string[] Languages = [.. Enum.GetValues<Language>().Select(Wording.CodeOf)];

    public static Command Build(CommandShelf shelf) => CommandShelf.Group(
        "report",
        "Reports: what leaders are told each hour.",
        [BuildPreview(shelf), BuildList(shelf), BuildShow(shelf)]);

    private static Command BuildPreview(CommandShelf shelf)
    {
        var plan = new Argument<string?>("PLAN")
        {
            Description = "A plan: the worst report of its rehearsal's Live. Or --event for one of now.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var eventId = Choices.Event("An event, as it stands now.");
        var language = LanguageOption("In this language only; in all of the plan's if not given.");
        var folder = new Option<string>("--out")
        {
            Description = $"The folder for the HTML and text files; {FolderAbsent} by default.",
            HelpName = "DIR",
            DefaultValueFactory = _ => FolderAbsent,
        };
        return shelf.Make(
            "preview",
            "Writes the report that leaders would get now, as HTML and text. Sends nothing.",
            [plan, eventId, language, folder],
            async (call, stop) =>
            {
                var path = call.Parsed.GetValue(plan);
                var id = Choices.EventOf(call.Value(eventId));
                if (path is null == id is null)
                {
                    throw CliException.BadInput(
                        path is null ? "no plan and no event is named" : "both a plan and an event are named",
                        "give a plan's file, or --event ID");
                }

                var (of, report) = id is { } known
                    ? await ReportPreview.OfEventAsync(call, known, stop)
                    : await ReportPreview.OfPlanAsync(call, path!, stop);
                var languages = LanguageOf(call.Value(language)) is { } one ? [one] : LeaderFiles.LanguagesOf(of);
                var files = LeaderFiles.Write(call.Value(folder)!, of, [report], languages);
                Show(call, of, report, languages[0], files);
                return ExitCodes.Done;
            });
    }

    private static Command BuildList(CommandShelf shelf)
    {
        var eventId = Choices.Event("The event.", required: true);
        return shelf.Make(
            "list",
            "Shows the reports of an event and what became of them.",
            [eventId],
            async (call, stop) =>
            {
                var id = Choices.EventOf(call.Value(eventId))!.Value;
                using var session = AwsSession.Open(call.Settings, call.Around);
                var found = await session.Store(call.Settings.RequiredTable).ListAsync(
                    StateKeys.EventPk(id),
                    StateKeys.ReportPrefix,
                    StateJson.Default.Report,
                    stop);
                call.Screen.Show(
                    () => new JsonObject
                    {
                        ["event"] = id.Value,
                        ["reports"] = new JsonArray([.. found.Select(r => ToJson(r.Value))]),
                    },
                    () => call.Screen.Table($"Reports of {id}", Columns, found.Select(r => Row(r.Value))));
                return ExitCodes.Done;
            });
    }

    private static Command BuildShow(CommandShelf shelf)
    {
        var eventId = Choices.Event("The event.", required: true);
        var report = new Argument<string?>("REPORT")
        {
            Description = "The report's id, as report list shows it; the newest if not given.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var language = LanguageOption("In which language; the plan's first if not given.");
        return shelf.Make(
            "show",
            "Shows a report as it was sent, and what became of it.",
            [report, eventId, language],
            async (call, stop) =>
            {
                var id = Choices.EventOf(call.Value(eventId))!.Value;
                using var session = AwsSession.Open(call.Settings, call.Around);
                var records = session.Records(call.Settings, call.Around);
                var found = await records.Store.ListAsync(
                    StateKeys.EventPk(id), StateKeys.ReportPrefix, StateJson.Default.Report, stop);
                var asked = call.Parsed.GetValue(report);
                var one = found.Select(r => r.Value).LastOrDefault(r => asked is null || r.Id == asked)
                    ?? throw new CliException(
                        ExitCodes.No,
                        asked is null ? $"event {id} has no report" : $"event {id} has no report \"{asked}\"",
                        $"see readiness report list --event {id}");
                var plan = await records.Events.PlanAsync(id, one.PlanVersion, stop);
                Show(call, plan, one, LanguageOf(call.Value(language)) ?? plan.Reports.FirstLanguage, []);
                return ExitCodes.Done;
            });
    }

    private static void Show(
        CommandCall call,
        CompiledPlan plan,
        Report report,
        Language language,
        IReadOnlyList<string> files)
    {
        var text = PlainText.Write(ReportComposer.Compose(report, plan, language));
        call.Screen.Show(
            () =>
            {
                var json = ToJson(report);
                json["subject"] = ReportComposer.Subject(report, plan, language);
                json["text"] = text;
                json["files"] = new JsonArray([.. files.Select(f => JsonValue.Create(f))]);
                return json;
            },
            () =>
            {
                call.Screen.Line(text);
                foreach (var delivery in report.Deliveries.Where(_ => files.Count == 0))
                {
                    call.Screen.Line($"{delivery.To ?? "leadership topic"} ({Wording.CodeOf(delivery.Language)}): "
                        + $"{delivery.State}{(delivery.Reason is { } why ? $", {why}" : "")}");
                }

                foreach (var file in files)
                {
                    call.Screen.Line($"Written: {file}");
                }
            });
    }

    private static IReadOnlyList<string> Row(Report report) =>
    [
        report.Id,
        report.Kind.ToString(),
        report.Colour.ToString(),
        report.Phase.ToString(),
        $"{report.Deliveries.Count(d => d.State == DeliveryState.Sent)} of {report.Deliveries.Count}",
        string.Join("; ", report.Deliveries
            .Where(d => d.State != DeliveryState.Sent)
            .Select(d => $"{d.To ?? "leadership topic"}: {d.Reason ?? "not sent yet"}")),
    ];

    internal static JsonObject ToJson(Report report) => new()
    {
        ["report"] = report.Id,
        ["event"] = report.Event.Value,
        ["kind"] = report.Kind.ToString(),
        ["due"] = report.Due,
        ["at"] = report.At,
        ["colour"] = report.Colour.ToString(),
        ["phase"] = report.Phase.ToString(),
        ["reasons"] = new JsonArray([.. report.Reasons.Select(r => new JsonObject
        {
            ["sign"] = r.Sign.ToString(),
            ["colour"] = r.Colour.ToString(),
            ["value"] = r.Value,
            ["limit"] = r.Limit,
            ["about"] = new JsonArray([.. r.About.Select(a => JsonValue.Create(a))]),
        })]),
        ["deliveries"] = new JsonArray([.. report.Deliveries.Select(d => new JsonObject
        {
            ["to"] = d.To ?? "leadership topic",
            ["language"] = Wording.CodeOf(d.Language),
            ["state"] = d.State.ToString(),
            ["at"] = d.At,
            ["reason"] = d.Reason,
        })]),
    };

    private static Option<string?> LanguageOption(string description)
    {
        var option = new Option<string?>("--language") { Description = description, HelpName = string.Join('|', Languages) };
        option.AcceptOnlyFromAmong(Languages);
        return option;
    }

    private static Language? LanguageOf(string? code) => code is null ? null : Wording.FromCode(code);
}
