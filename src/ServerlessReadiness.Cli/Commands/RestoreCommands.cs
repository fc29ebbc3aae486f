using System.CommandLine;
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

    public static Command BuildKeep(CommandShelf shelf)
    {
        var orders = new Orders();
        var component = new Argument<string>("COMPONENT") { Description = "Its name in the plan." };
        return shelf.Make(
            "keep",
            "Lets a component stay as it is, instead of taking it back.",
            orders.With(component),
            (call, stop) => orders.GiveAsync(
                call,
                new OperatorCommand.KeepComponent(Moves.ComponentOf(call.Required(component))),
                $"Keeping component {call.Required(component)} as it is",
                stop));
    }

    private static string Question(RestoreKind what, string? component) => (what, component) switch
    {
        (RestoreKind.Traffic, null) => "Taking back now all that is shed or moved away",
        (RestoreKind.Traffic, _) => $"Taking back now what component {component} sheds",
        (_, null) => "Restoring everything now",
        _ => $"Restoring component {component} now",
    };
}
