using System.CommandLine;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>event</c>: a person moves an event.</summary>
internal static class EventCommands
{
    private static readonly string[] Phases = ["prewarm", "live", "cooldown", "closed"];

    public static Command Build(CommandShelf shelf) => CommandShelf.Group(
        "event",
        "Moves an event: later, sooner, longer, or not at all.",
        [Postpone(shelf), Forward(shelf), Extend(shelf), Cancel(shelf)]);

    private static Command Postpone(CommandShelf shelf) => ByTime(
        shelf,
        "postpone",
        "Moves the whole event to a later time, before it is live.",
        "Postponing",
        (records, id, by, who, stop) => records.Moves.PostponeAsync(id, by, who, stop));

    private static Command Extend(CommandShelf shelf) => ByTime(
        shelf,
        "extend",
        "Moves the end to a later time.",
        "Extending",
        (records, id, by, who, stop) => records.Moves.ExtendAsync(id, by, who, stop));

    private static Command Forward(CommandShelf shelf)
    {
        var orders = new Orders();
        var phase = new Option<string>("--phase")
        {
            Description = "The phase that begins now.",
            HelpName = string.Join('|', Phases),
            Required = true,
        };
        phase.AcceptOnlyFromAmong(Phases);
        return shelf.Make(
            "forward",
            "Begins a later phase now.",
            orders.With(phase),
            (call, stop) =>
            {
                var wanted = Enum.Parse<Phase>(call.Value(phase)!, ignoreCase: true);
                return orders.GiveAsync(
                    call,
                    new OperatorCommand.SetPhase(wanted),
                    $"Beginning {wanted} now",
                    stop);
            });
    }

    private static Command Cancel(CommandShelf shelf)
    {
        var eventId = Choices.Event("The event.", required: true);
        var reason = Moves.Reason();
        var yes = Moves.Yes();
        return shelf.Make(
            "cancel",
            "Ends an event: disarms it, and takes it back to normal at once.",
            [eventId, reason, yes],
            (call, stop) =>
            {
                var why = Moves.ReasonOf(call.Value(reason));
                return Moves.DoAsync(
                    call,
                    eventId,
                    call.Value(yes),
                    "Cancelling and going back to normal at once",
                    (records, id) => records.Moves.CancelAsync(id, why, call.Around.User, stop),
                    stop);
            });
    }

    private static Command ByTime(
        CommandShelf shelf,
        string name,
        string description,
        string question,
        Func<Records, EventId, TimeSpan, string, CancellationToken, Task<MoveOutcome>> move)
    {
        var eventId = Choices.Event("The event.", required: true);
        var by = new Option<string>("--by")
        {
            Description = "How much, such as 2h30m.",
            HelpName = "TIME",
            Required = true,
        };
        var yes = Moves.Yes();
        return shelf.Make(
            name,
            description,
            [eventId, by, yes],
            (call, stop) =>
            {
                var span = Spans.Parse(call.Value(by)!, "--by");
                return Moves.DoAsync(
                    call,
                    eventId,
                    call.Value(yes),
                    $"{question} by {call.Value(by)}",
                    (records, id) => move(records, id, span, call.Around.User, stop),
                    stop);
            });
    }
}
