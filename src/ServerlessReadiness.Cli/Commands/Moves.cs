using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Commands;

/// <summary>What the commands have in common with which a person changes an event that may be live.</summary>
internal static class Moves
{
    public static Option<bool> Yes() => new("--yes")
    {
        Description = "Does it without asking, also while the event is under way.",
    };

    public static Option<string?> Reason(bool required = true) => new("--reason")
    {
        Description = "Why; colleagues and the report will read it.",
        HelpName = "TEXT",
        Required = required,
    };

    public static string ReasonOf(string? text) => text?.Trim() is { Length: > 0 } reason
        ? reason
        : throw CliException.BadInput("the reason is empty", "say in a few words why; colleagues will read it");

    public static ComponentName ComponentOf(string text) => ComponentName.TryParse(text, out var name)
        ? name
        : throw CliException.BadInput($"\"{text}\" is no component's name", ComponentName.Rule);

    /// <summary>Asks before a change of an event under way.</summary>
    public static async Task ConfirmAsync(
        CommandCall call,
        Records records,
        EventId eventId,
        bool yes,
        string what,
        CancellationToken cancellationToken)
    {
        if (yes || await records.Status.ReadAsync(eventId, cancellationToken) is not { } status
            || status.Head.Phase is Phase.Scheduled or Phase.Closed or Phase.Cancelled)
        {
            return;
        }

        Confirmation.Require(
            call.Around,
            yes,
            $"{what}, event {eventId} in phase {status.Head.Phase}, mode {status.Head.Mode.Word()}");
    }

    /// <summary>Asks where a person must agree, makes the move, and shows what came of it.</summary>
    public static async Task<int> DoAsync(
        CommandCall call,
        Option<string?> eventId,
        bool yes,
        string what,
        Func<Records, EventId, Task<MoveOutcome>> move,
        CancellationToken cancellationToken)
    {
        var id = Choices.EventOf(call.Value(eventId))!.Value;
        using var session = AwsSession.Open(call.Settings, call.Around);
        var records = session.Records(call.Settings, call.Around);
        await ConfirmAsync(call, records, id, yes, what, cancellationToken);
        return Show(call, id, await move(records, id));
    }

    private static int Show(CommandCall call, EventId eventId, MoveOutcome outcome)
    {
        switch (outcome)
        {
            case MoveOutcome.Done done:
                call.Screen.Show(
                    () => new JsonObject
                    {
                        ["event"] = eventId.Value,
                        ["done"] = done.Words,
                        ["planVersion"] = done.Head.PlanVersion,
                        ["phase"] = done.Head.Phase.ToString(),
                    },
                    () => call.Screen.Line($"Event {eventId}: {done.Words}."));
                return ExitCodes.Done;
            case MoveOutcome.Refused refused:
                throw new CliException(ExitCodes.No, refused.Reason, refused.NextStep);
            default:
                throw new UnreachableException();
        }
    }
}
