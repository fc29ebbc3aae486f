using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Rendering;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>status</c>: how the open events stand.</summary>
internal static class StatusCommand
{
    public static Command Build(CommandShelf shelf)
    {
        var eventId = Choices.Event("Only this event, open or not; all open ones if not given.");
        return shelf.Make(
            "status",
            "Shows events: phase, mode, components, firing alarms, live runs and what is waiting.",
            [eventId],
            (call, cancellationToken) => ShowAsync(call, eventId, cancellationToken));
    }

    private static async Task<int> ShowAsync(
        CommandCall call,
        Option<string?> eventId,
        CancellationToken cancellationToken)
    {
        var asked = Choices.EventOf(call.Value(eventId));
        using var session = AwsSession.Open(call.Settings, call.Around);
        var records = new Records(session.Store(call.Settings.RequiredTable), call.Around.Time);
        IReadOnlyList<EventStatus> found = asked is { } id
            ? [
                await records.Status.ReadAsync(id, cancellationToken) ?? throw new CliException(
                    ExitCodes.No,
                    $"there is no event {id}",
                    "see the open ones with readiness status"),
            ]
            : await records.Status.ReadAllAsync(cancellationToken);
        var now = call.Around.Time.GetUtcNow();
        var letters = await DeadLetterCommands.CountAsync(session, call.Around, cancellationToken);
        call.Screen.Show(
            () => new JsonObject
            {
                ["at"] = now,
                ["deadLetters"] = letters is null ? null : JsonValue.Create(letters.Sum(q => q.Waiting + q.Hidden)),
                ["events"] = new JsonArray([.. found.Select(e => StatusView.ToJson(e, now))]),
            },
            () =>
            {
                foreach (var one in found)
                {
                    StatusView.Show(call.Screen, one, now);
                }

                foreach (var queue in (letters ?? []).Where(q => q.Waiting + q.Hidden > 0))
                {
                    call.Screen.Line($"Dead letters: {queue.Waiting + queue.Hidden} in {queue.Name}; look with "
                        + "readiness deadletters show");
                }

                if (found.Count == 0)
                {
                    call.Screen.Line("No event is open. Put one in force with: readiness plan apply PLAN.json");
                }
            });
        return ExitCodes.Done;
    }
}
