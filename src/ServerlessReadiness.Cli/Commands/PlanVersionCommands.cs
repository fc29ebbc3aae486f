using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>plan versions</c> and <c>plan rollback</c>.</summary>
internal static class PlanVersionCommands
{
    private static readonly string[] Columns = ["Version", "In force", "Applied (UTC)", "By", "What the journal says"];

    public static Command BuildVersions(CommandShelf shelf)
    {
        var eventId = Choices.Event("The event.", required: true);
        return shelf.Make(
            "versions",
            "Lists the plans that an event had, and who applied them.",
            [eventId],
            async (call, cancellationToken) =>
            {
                using var session = AwsSession.Open(call.Settings, call.Around);
                var records = new Records(session.Store(call.Settings.RequiredTable), call.Around.Time);
                var head = await HeadAsync(records, Choices.EventOf(call.Value(eventId))!.Value, cancellationToken);
                Show(call.Screen, head, await records.Versions.ListAsync(head, cancellationToken));
                return ExitCodes.Done;
            });
    }

    public static Command BuildRollback(CommandShelf shelf)
    {
        var eventId = Choices.Event("The event.", required: true);
        var to = new Option<int>("--to")
        {
            Description = "The version to go back to.",
            HelpName = "N",
            Required = true,
        };
        var (expect, lower, yes) = (PlanOptions.ExpectVersion(), PlanOptions.LowerFloors(), PlanOptions.Yes());
        return shelf.Make(
            "rollback",
            "Puts an older version in force again, as a new version.",
            [eventId, to, expect, lower, yes],
            async (call, cancellationToken) =>
            {
                using var session = AwsSession.Open(call.Settings, call.Around);
                var records = new Records(session.Store(call.Settings.RequiredTable), call.Around.Time);
                var id = Choices.EventOf(call.Value(eventId))!.Value;
                var head = await HeadAsync(records, id, cancellationToken);
                var version = call.Value(to);
                if (version == head.PlanVersion)
                {
                    throw new CliException(
                        ExitCodes.No, $"plan version {version} is in force already", "name an older one");
                }

                var (_, plan) = await records.Versions.FindAsync(id, version, cancellationToken);
                if (plan is null)
                {
                    throw new CliException(
                        ExitCodes.No,
                        $"event {id} has no plan version {version}",
                        $"see readiness plan versions --event {id}");
                }

                var terms = new PlanApplyTerms(AutomationMode.Observe, call.Around.User)
                {
                    ExpectVersion = call.Value(expect),
                    LowersFloors = call.Value(lower),
                    Note = $"rolled back to version {version}",
                };
                return await PlanApplyCommand.ApplyAsync(
                    call, records, $"version {version}", plan, terms, call.Value(yes), null, cancellationToken);
            });
    }

    private static async Task<EventHead> HeadAsync(Records records, EventId id, CancellationToken cancellationToken) =>
        (await records.Versions.FindAsync(id, null, cancellationToken)).Head ?? throw new CliException(
            ExitCodes.No, $"there is no event {id}", "see the open ones with readiness status");

    private static void Show(Screen screen, EventHead head, IReadOnlyList<PlanVersion> versions) => screen.Show(
        () => new JsonObject
        {
            ["event"] = head.Event.Value,
            ["versions"] = new JsonArray(
            [
                .. versions.Select(v => new JsonObject
                {
                    ["version"] = v.Number,
                    ["inForce"] = v.IsInForce,
                    ["appliedAt"] = v.AppliedAt is { } at ? JsonValue.Create(at) : null,
                    ["appliedBy"] = v.AppliedBy,
                    ["words"] = v.Words,
                }),
            ]),
        },
        () => screen.Table($"Plans of event {head.Event}", Columns, versions.Select(v => (IReadOnlyList<string>)
        [
            v.Number.ToString(CultureInfo.InvariantCulture),
            v.IsInForce ? "yes" : "",
            v.AppliedAt is { } at ? JournalView.Time(at) : "",
            v.AppliedBy ?? "",
            v.Words ?? "",
        ])));
}
