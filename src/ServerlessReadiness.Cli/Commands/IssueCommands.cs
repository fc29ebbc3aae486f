using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>issue</c>: problems that leaders see, with owner and expected end.</summary>
internal static class IssueCommands
{
    private static readonly string[] Columns =
        ["Issue", "Kind", "Component", "Owner", "Since (UTC)", "Expected by (UTC)", "Closed (UTC)", "What"];

    public static Command Build(CommandShelf shelf) => CommandShelf.Group(
        "issue",
        "Issues: problems that leaders see.",
        [BuildOpen(shelf), BuildUpdate(shelf), BuildClose(shelf), BuildList(shelf)]);

    private static Command BuildOpen(CommandShelf shelf)
    {
        var orders = new Orders();
        var summary = new Argument<string>("SUMMARY") { Description = "What is wrong, with the numbers." };
        var component = new Option<string?>("--component") { Description = "On which component.", HelpName = "NAME" };
        var (plan, owner, expected) = Terms();
        return shelf.Make(
            "open",
            "Opens an issue.",
            orders.With(summary, component, plan, owner, expected),
            (call, stop) => orders.GiveAsync(
                call,
                async (records, id) => new OperatorCommand.OpenIssue(
                    call.Required(summary),
                    call.Value(plan),
                    call.Value(component) is { } name ? Moves.ComponentOf(name) : null,
                    call.Value(owner),
                    await Instants.OfAsync(call.Value(expected), records, id, call.Around.Time.GetUtcNow(), stop)),
                null,
                stop));
    }

    private static Command BuildUpdate(CommandShelf shelf)
    {
        var orders = new Orders();
        var issue = IssueArgument();
        var summary = new Option<string?>("--summary") { Description = "What is wrong now.", HelpName = "TEXT" };
        var (plan, owner, expected) = Terms();
        return shelf.Make(
            "update",
            "Changes what is given of an issue; the rest stays.",
            orders.With(issue, summary, plan, owner, expected),
            (call, stop) => orders.GiveAsync(
                call,
                async (records, id) => new OperatorCommand.UpdateIssue(
                    IdOf(call.Required(issue)),
                    call.Value(summary),
                    call.Value(plan),
                    call.Value(owner),
                    await Instants.OfAsync(call.Value(expected), records, id, call.Around.Time.GetUtcNow(), stop)),
                null,
                stop));
    }

    private static Command BuildClose(CommandShelf shelf)
    {
        var orders = new Orders();
        var issue = IssueArgument();
        return shelf.Make(
            "close",
            "Closes an issue.",
            orders.With(issue),
            (call, stop) => orders.GiveAsync(
                call,
                new OperatorCommand.CloseIssue(IdOf(call.Required(issue))),
                null,
                stop));
    }

    private static Command BuildList(CommandShelf shelf)
    {
        var eventId = Choices.Event("The event.", required: true);
        var all = new Option<bool>("--all") { Description = "Also those that are closed." };
        return shelf.Make(
            "list",
            "Shows issues.",
            [eventId, all],
            async (call, stop) =>
            {
                var id = Choices.EventOf(call.Value(eventId))!.Value;
                using var session = AwsSession.Open(call.Settings, call.Around);
                var found = (await session.Store(call.Settings.RequiredTable).ListAsync(
                        StateKeys.EventPk(id),
                        StateKeys.IssuePrefix,
                        StateJson.Default.Issue,
                        stop))
                    .Select(i => i.Value)
                    .Where(i => call.Value(all) || i.IsOpen)
                    .OrderBy(i => i.OpenedAt)
                    .ToList();
                call.Screen.Show(
                    () => new JsonObject
                    {
                        ["event"] = id.Value,
                        ["issues"] = new JsonArray([.. found.Select(ToJson)]),
                    },
                    () => call.Screen.Table($"Issues of {id}", Columns, found.Select(Row)));
                return ExitCodes.Done;
            });
    }

    private static (Option<string?> Plan, Option<string?> Owner, Option<string?> Expected) Terms() => (
        new("--plan-of-action") { Description = "What is done about it.", HelpName = "TEXT" },
        new("--owner") { Description = "Who sees to it.", HelpName = "NAME" },
        new("--expected") { Description = "When it is expected to be over: 45m, 14:00 or an instant.", HelpName = "TIME" });

    private static IReadOnlyList<string> Row(Issue issue) =>
    [
        issue.Id.Value,
        issue.Kind.ToString(),
        issue.Component?.Value ?? "",
        issue.Owner ?? "",
        JournalView.Time(issue.OpenedAt),
        issue.ExpectedBy is { } at ? JournalView.Time(at) : "",
        issue.ClosedAt is { } end ? JournalView.Time(end) : "",
        $"{issue.Summary}; {issue.PlanOfAction}",
    ];

    private static JsonObject ToJson(Issue issue) => new()
    {
        ["issue"] = issue.Id.Value,
        ["kind"] = issue.Kind.ToString(),
        ["component"] = issue.Component?.Value,
        ["summary"] = issue.Summary,
        ["planOfAction"] = issue.PlanOfAction,
        ["owner"] = issue.Owner,
        ["expectedBy"] = issue.ExpectedBy,
        ["openedAt"] = issue.OpenedAt,
        ["closedAt"] = issue.ClosedAt,
    };

    private static Argument<string> IssueArgument() => new("ISSUE") { Description = "The issue's id." };

    private static RunId IdOf(string text) => RunId.TryParse(text, out var id)
        ? id
        : throw CliException.BadInput($"\"{text}\" is no issue's id", "see readiness issue list");
}
