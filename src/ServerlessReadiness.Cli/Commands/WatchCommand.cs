using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Messages;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>watch</c>: an event as it goes on, until it is stopped.</summary>
internal static class WatchCommand
{
    private const int EveryDefault = 5;
    private const int EveryMax = 600;

    public static Command Build(CommandShelf shelf)
    {
        var eventId = Choices.Event("The event.", required: true);
        var once = new Option<bool>("--once") { Description = "Looks once and ends; for scripts." };
        var every = new Option<int>("--every")
        {
            Description = $"Seconds from one look to the next, 1 to {EveryMax}.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => EveryDefault,
        };
        return shelf.Make(
            "watch",
            "Shows an event live: phase, mode, components, runs, approvals waiting, issues, dead letters.",
            [eventId, once, every],
            (call, stop) => WatchAsync(
                call,
                Choices.EventOf(call.Value(eventId))!.Value,
                call.Value(once),
                call.Value(every) is >= 1 and <= EveryMax and var seconds
                    ? TimeSpan.FromSeconds(seconds)
                    : throw CliException.BadInput($"--every {call.Value(every)} is out of range", $"use 1 to {EveryMax}"),
                stop));
    }

    private static async Task<int> WatchAsync(
        CommandCall call,
        EventId eventId,
        bool once,
        TimeSpan every,
        CancellationToken stop)
    {
        using var session = AwsSession.Open(call.Settings, call.Around);
        var records = session.Records(call.Settings, call.Around);
        if (once || call.Screen.IsJson)
        {
            var (status, letters) = await LookAsync(call, session, records, eventId, stop);
            var now = call.Around.Time.GetUtcNow();
            call.Screen.Show(
                () => ToJson(status, letters, now),
                () => call.Screen.Write(WatchView.Draw(status, letters, null, now)));
            return ExitCodes.Done;
        }

        if (!call.Around.IsTerminal)
        {
            throw CliException.BadInput("a live view needs a terminal", "add --once");
        }

        // The first look tells at once of a wrong name or table; later ones only that they failed, since it may pass.
        var last = await LookAsync(call, session, records, eventId, stop);
        await call.Screen.LiveAsync(
            async () =>
            {
                string? trouble = null;
                try
                {
                    last = await LookAsync(call, session, records, eventId, stop);
                }
                catch (PortException e)
                {
                    trouble = e.Message;
                }

                return WatchView.Draw(last.Status, last.Letters, trouble, call.Around.Time.GetUtcNow());
            },
            every,
            call.Around.Time,
            stop);
        return ExitCodes.Done;
    }

    private static async Task<(EventStatus Status, IReadOnlyList<DeadLetterQueue>? Letters)> LookAsync(
        CommandCall call,
        AwsSession session,
        Records records,
        EventId eventId,
        CancellationToken stop)
    {
        var letters = DeadLetterCommands.CountAsync(session, call.Around, stop);
        var status = await records.Status.ReadAsync(eventId, stop) ?? throw new CliException(
            ExitCodes.No,
            $"there is no event {eventId}",
            "see the open ones with readiness status");
        return (status, await letters);
    }

    private static JsonObject ToJson(EventStatus status, IReadOnlyList<DeadLetterQueue>? letters, DateTimeOffset now)
    {
        var json = StatusView.ToJson(status, now);
        json["at"] = now;
        json["approvals"] = new JsonArray([.. WatchView.Approvals(status).Select(a => new JsonObject
        {
            ["run"] = a.Run.Id.Value,
            ["runbook"] = a.Run.Runbook.Value,
            ["asks"] = a.Asks,
        })]);
        json["deadLetters"] = letters is null ? null : JsonValue.Create(letters.Sum(q => q.Waiting + q.Hidden));
        return json;
    }
}
