using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Operators;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Cli.Commands;

/// <summary>What all commands of people have in common: id, event, reason, and the one path that decides.</summary>
/// <param name="reasonIfNone">What a command says whose giver need not say why; null where they must.</param>
internal sealed class Orders(string? reasonIfNone = null)
{
    public Option<string?> EventId { get; } = Choices.Event("The event.", required: true);

    /// <summary>Its absence is for the command model to refuse, which journals that too.</summary>
    public Option<string?> Reason { get; } = new("--reason")
    {
        Description = "Why, in a few words; colleagues and the report will read it. No command goes without.",
        HelpName = "TEXT",
    };

    public Option<string?> Id { get; } = new("--id")
    {
        Description = "The command's id. Give the same again to repeat it safely; a new one if not given.",
        HelpName = "ID",
    };

    public Option<bool> Yes { get; } = Moves.Yes();

    /// <summary>The options, after a command's own.</summary>
    public IReadOnlyList<Symbol> With(params Symbol[] own) => [.. own, EventId, Reason, Id, Yes];

    public static RunId RunOf(string text) => RunId.TryParse(text, out var id)
        ? id
        : throw CliException.BadInput($"\"{text}\" is no run's id", RunId.Rule);

    /// <summary>Asks where a person must agree, gives the command, and shows what came of it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="command">The command; made once its words were checked.</param>
    /// <param name="question">What is about to happen; null where nobody need agree.</param>
    /// <param name="stop">Ends the wait.</param>
    public Task<int> GiveAsync(
        CommandCall call,
        OperatorCommand command,
        string? question,
        CancellationToken stop) => GiveAsync(call, (_, _) => Task.FromResult(command), question, stop);

    public async Task<int> GiveAsync(
        CommandCall call,
        Func<Records, EventId, Task<OperatorCommand>> make,
        string? question,
        CancellationToken stop)
    {
        var eventId = Choices.EventOf(call.Value(EventId))!.Value;
        var reason = (call.Value(Reason) ?? reasonIfNone)?.Trim() ?? "";
        using var session = AwsSession.Open(call.Settings, call.Around);
        var records = session.Records(call.Settings, call.Around);
        var command = await make(records, eventId);
        if (question is not null && reason.Length > 0)
        {
            await Moves.ConfirmAsync(call, records, eventId, call.Value(Yes), question, stop);
        }

        var request = new OperatorRequest(
            IdOf(call, records),
            eventId,
            command,
            reason,
            call.Around.Time.GetUtcNow(),
            null);
        var record = await records.Commands.HandleAsync(request, await session.CallerAsync(stop), null, stop);

        // A pause goes first; what it does not reach is looked up afterwards.
        var isHalt = record.State == CommandState.Done
            && command is OperatorCommand.PauseEvent or OperatorCommand.ObserveEvent;
        return Show(call, record, isHalt ? await records.Status.ReadAsync(eventId, stop) : null);
    }

    /// <param name="call">The call.</param>
    /// <param name="record">What came of the command.</param>
    /// <param name="halted">The event that starts nothing now: what is armed outside us goes on; null for others.</param>
    private static int Show(CommandCall call, CommandRecord record, EventStatus? halted)
    {
        if (record.State == CommandState.Refused)
        {
            var code = record.Refusal == RefusalKind.Invalid ? ExitCodes.BadInput : ExitCodes.No;
            throw new CliException(code, record.Words, record.Next ?? "see readiness status");
        }

        var now = call.Around.Time.GetUtcNow();
        call.Screen.Show(
            () =>
            {
                var json = ToJson(record);
                if (halted is not null)
                {
                    json["armed"] = PhaseView.Armed(halted, now);
                }

                return json;
            },
            () =>
            {
                call.Screen.Line($"Event {record.Request.Event}: {record.Words}.");
                if (halted is not null)
                {
                    PhaseView.ShowArmed(call.Screen, halted, now);
                }

                if (record.Run is { } run)
                {
                    call.Screen.Line($"Run: {run}");
                }

                if (record.Issue is { } issue)
                {
                    call.Screen.Line($"Issue: {issue}");
                }
            });
        return ExitCodes.Done;
    }

    public static JsonObject ToJson(CommandRecord record) => new()
    {
        ["id"] = record.Request.Id.Value,
        ["event"] = record.Request.Event.Value,
        ["command"] = JsonSerializer.SerializeToNode(record.Request.Command, CommandJson.Default.OperatorCommand),
        ["reason"] = record.Request.Reason,
        ["who"] = record.Who,
        ["state"] = record.State.ToString(),
        ["words"] = record.Words,
        ["next"] = record.Next,
        ["refusal"] = record.Refusal?.ToString(),
        ["receivedAt"] = record.ReceivedAt,
        ["endedAt"] = record.EndedAt,
        ["run"] = record.Run?.Value,
        ["issue"] = record.Issue?.Value,
    };

    private CommandId IdOf(CommandCall call, Records records) =>
        call.Value(Id) is not { } text ? CommandId.Parse(records.Ids.Next().Value)
        : CommandId.TryParse(text, out var id) ? id
        : throw CliException.BadInput($"\"{text}\" is no command's id", CommandId.Rule);
}
