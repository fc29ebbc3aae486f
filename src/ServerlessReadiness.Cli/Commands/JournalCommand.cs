using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>journal</c>: the newest lines of an event's record.</summary>
internal static class JournalCommand
{
    private const int LimitDefault = 50;
    private const int LimitMax = 5000;

    public static Command Build(CommandShelf shelf)
    {
        var eventId = Choices.Event(
            $"The event, or {JournalWriter.Unassigned} for signals of no event; the only open one if not given.");
        var limit = new Option<int>("--limit")
        {
            Description = $"How many of the newest lines, 1 to {LimitMax}.",
            HelpName = "N",
            DefaultValueFactory = _ => LimitDefault,
        };
        return shelf.Make(
            "journal",
            "Shows the newest lines of an event's journal, oldest first.",
            [eventId, limit],
            (call, cancellationToken) => ShowAsync(call, eventId, limit, cancellationToken));
    }

    private static async Task<int> ShowAsync(
        CommandCall call,
        Option<string?> eventOption,
        Option<int> limitOption,
        CancellationToken cancellationToken)
    {
        var limit = call.Value(limitOption);
        if (limit is < 1 or > LimitMax)
        {
            throw CliException.BadInput($"--limit {limit} is out of range", $"use 1 to {LimitMax}");
        }

        var asked = Choices.EventOf(call.Value(eventOption));
        using var session = AwsSession.Open(call.Settings, call.Around);
        var records = new Records(session.Store(call.Settings.RequiredTable), call.Around.Time);
        var eventId = asked ?? await OnlyOpenAsync(records, cancellationToken);
        var lines = JournalView.InOrder(await records.Journal.NewestAsync(eventId, limit, cancellationToken));
        call.Screen.Show(
            () => new JsonObject { ["event"] = eventId.Value, ["lines"] = JournalView.ToJson(lines) },
            () => JournalView.Show(call.Screen, $"Journal of {eventId}", lines));
        return ExitCodes.Done;
    }

    private static async Task<EventId> OnlyOpenAsync(Records records, CancellationToken cancellationToken)
    {
        var open = await records.Status.ReadAllAsync(cancellationToken);
        return open switch
        {
            [var only] => only.Head.Event,
            [] => throw new CliException(
                ExitCodes.No,
                "no event is open",
                $"name one with --event, or see signals of no event with --event {JournalWriter.Unassigned}"),
            _ => throw CliException.BadInput(
                $"{open.Count} events are open",
                $"name one with --event: {string.Join(", ", open.Select(o => o.Head.Event))}"),
        };
    }
}
