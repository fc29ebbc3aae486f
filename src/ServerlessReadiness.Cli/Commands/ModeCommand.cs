using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>mode</c>: how far automation may go in an event.</summary>
internal static class ModeCommand
{
    public static Command Build(CommandShelf shelf)
    {
        var mode = Choices.ModeArgument();
        var eventId = Choices.Event("The event.", required: true);
        var reason = new Option<string?>("--reason")
        {
            Description = "Why; shown with every decision that the mode stops.",
            HelpName = "TEXT",
            Required = true,
        };
        return shelf.Make(
            "mode",
            "Sets how far automation may go: act, observe or paused.",
            [mode, eventId, reason],
            (call, cancellationToken) => SetAsync(call, mode, eventId, reason, cancellationToken));
    }

    private static async Task<int> SetAsync(
        CommandCall call,
        Argument<string> mode,
        Option<string?> eventId,
        Option<string?> reason,
        CancellationToken cancellationToken)
    {
        var id = Choices.EventOf(call.Value(eventId))!.Value;
        var why = call.Value(reason)?.Trim();
        if (string.IsNullOrEmpty(why))
        {
            throw CliException.BadInput("the reason is empty", "say in a few words why; colleagues will read it");
        }

        using var session = AwsSession.Open(call.Settings, call.Around);
        var records = new Records(session.Store(call.Settings.RequiredTable), call.Around.Time);
        var wanted = Choices.ModeOf(call.Required(mode), AutomationMode.Observe);
        var outcome = await records.Modes.SetAsync(id, wanted, why, call.Around.User, cancellationToken);

        // The pause goes first; what it does not reach is looked up afterwards.
        var status = wanted == AutomationMode.Act ? null : await records.Status.ReadAsync(id, cancellationToken);
        return outcome switch
        {
            ModeChanged.Changed changed => Show(
                call,
                changed.Now,
                changed.Before.Mode,
                changed.AlarmsDue,
                status,
                $"Event {id}: mode {changed.Now.Mode.Word()}, before {changed.Before.Mode.Word()}."),
            ModeChanged.Unchanged same => Show(
                call,
                same.Head,
                same.Head.Mode,
                0,
                status,
                $"Event {id}: mode {same.Head.Mode.Word()} already, nothing changed: {same.Head.ModeReason}."),
            ModeChanged.Refused refused => throw new CliException(ExitCodes.No, refused.Reason, refused.NextStep),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static int Show(
        CommandCall call,
        EventHead head,
        AutomationMode before,
        int alarmsDue,
        EventStatus? status,
        string words)
    {
        var now = call.Around.Time.GetUtcNow();
        call.Screen.Show(
            () => new JsonObject
            {
                ["event"] = head.Event.Value,
                ["mode"] = head.Mode.Word(),
                ["before"] = before.Word(),
                ["changed"] = head.Mode != before,
                ["reason"] = head.ModeReason,
                ["alarmsDue"] = alarmsDue,
                ["armed"] = status is null ? new JsonArray() : PhaseView.Armed(status, now),
            },
            () =>
            {
                call.Screen.Line(words);
                if (status is not null)
                {
                    PhaseView.ShowArmed(call.Screen, status, now);
                }

                if (alarmsDue > 0)
                {
                    call.Screen.Line($"{alarmsDue} firing alarm(s) are looked at again within a minute.");
                }
            });
        return ExitCodes.Done;
    }
}
