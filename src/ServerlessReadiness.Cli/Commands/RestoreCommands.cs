using System.CommandLine;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Cli.Commands;

/// <summary>
/// <c>restore</c>, <c>return</c>, <c>keep</c>: what people decide in the return to normal.
/// </summary>
internal static class RestoreCommands
{
    private static readonly string[] Kinds = ["traffic", "capacity", "all"];

    public static Command BuildRestore(CommandShelf shelf)
    {
        var orders = new Orders();
        var kind = new Argument<string>("WHAT") { Description = "traffic, capacity, or all." };
        kind.AcceptOnlyFromAmong(Kinds);
        var component = new Option<string?>("--component") { Description = "Only this one.", HelpName = "NAME" };
        var force = new Option<bool>("--force")
        {
            Description = "Although alarms fire or the load seems to need more; needs --component.",
        };
        return shelf.Make(
            "restore",
            "Takes back now what is shed or moved (traffic, in any phase), or the components (capacity, all; in Cooldown).",
            orders.With(kind, component, force),
            (call, stop) =>
            {
                var what = Enum.Parse<RestoreKind>(call.Required(kind), ignoreCase: true);
                var name = call.Value(component);
                return orders.GiveAsync(
                    call,
                    new OperatorCommand.Restore(
                        what,
                        name is null ? null : Moves.ComponentOf(name),
                        call.Value(force)),
                    Question(what, name),
                    stop);
            });
    }

    public static Command BuildReturn(CommandShelf shelf)
    {
        var item = new Argument<string>("ITEM") { Description = "The item's words, or its number in status." };
        var eventId = Choices.Event("The event.", required: true);
        var confirm = shelf.Make(
            "confirm",
            "Confirms an item of the operational branch.",
            [item, eventId],
            (call, stop) => Moves.DoAsync(
                call,
                eventId,
                yes: true,
                "",
                (records, id) => records.Returns.ConfirmAsync(id, call.Required(item), call.Around.User, stop),
                stop));
        return CommandShelf.Group("return", "The return to normal.", [confirm]);
    }

    public static Command BuildKeep(CommandShelf shelf) => OfComponent(
        shelf,
        "keep",
        "Lets a component stay as it is, instead of taking it back.",
        "Keeping component {0} as it is",
        (records, id, name, why, who, stop) =>
            records.Returns.KeepAsync(id, Moves.ComponentOf(name), why, who, stop));

    private static Command OfComponent(
        CommandShelf shelf,
        string command,
        string description,
        string question,
        Func<Records, EventId, string, string, string, CancellationToken, Task<MoveOutcome>> move)
    {
        var component = new Argument<string>("COMPONENT") { Description = "Its name in the plan." };
        var eventId = Choices.Event("The event.", required: true);
        var reason = Moves.Reason();
        var yes = Moves.Yes();
        return shelf.Make(
            command,
            description,
            [component, eventId, reason, yes],
            (call, stop) =>
            {
                var name = call.Required(component);
                var why = Moves.ReasonOf(call.Value(reason));
                return Moves.DoAsync(
                    call,
                    eventId,
                    call.Value(yes),
                    question.Replace("{0}", name, StringComparison.Ordinal),
                    (records, id) => move(records, id, name, why, call.Around.User, stop),
                    stop);
            });
    }

    private static string Question(RestoreKind what, string? component) => (what, component) switch
    {
        (RestoreKind.Traffic, null) => "Taking back now all that is shed or moved away",
        (RestoreKind.Traffic, _) => $"Taking back now what component {component} sheds",
        (_, null) => "Restoring everything now",
        _ => $"Restoring component {component} now",
    };
}
