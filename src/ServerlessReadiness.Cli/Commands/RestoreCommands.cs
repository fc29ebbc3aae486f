using System.CommandLine;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Commands;

/// <summary>
/// <c>restore</c>, <c>return</c>, <c>keep</c>: what people decide in the return to normal.
/// </summary>
internal static class RestoreCommands
{
    private const string Traffic = "traffic";
    private static readonly string[] Kinds = [Traffic, "capacity", "all"];

    public static Command BuildRestore(CommandShelf shelf)
    {
        var kind = new Argument<string>("WHAT") { Description = "traffic, capacity, or all." };
        kind.AcceptOnlyFromAmong(Kinds);
        var eventId = Choices.Event("The event.", required: true);
        var component = new Option<string?>("--component") { Description = "Only this one.", HelpName = "NAME" };
        var force = new Option<bool>("--force")
        {
            Description = "Although alarms fire or the load seems to need more; needs --component and --reason.",
        };
        var reason = Moves.Reason(required: false);
        var yes = Moves.Yes();
        return shelf.Make(
            "restore",
            "Takes back now what is shed or moved (traffic, in any phase), or the components (capacity, all; in Cooldown).",
            [kind, eventId, component, force, reason, yes],
            async (call, stop) =>
            {
                var name = call.Value(component);
                if (call.Required(kind) == Traffic)
                {
                    return await TrafficAsync(call, eventId, name, call.Value(reason), call.Value(yes), stop);
                }

                if (call.Value(force) && name is null)
                {
                    throw CliException.BadInput("a forced restore needs its component", "name it with --component");
                }

                var forced = call.Value(force) ? Moves.ReasonOf(call.Value(reason)) : null;
                var one = name is null ? default : Moves.ComponentOf(name);
                return await Moves.DoAsync(
                    call,
                    eventId,
                    call.Value(yes),
                    name is null ? "Restoring everything now" : $"Restoring component {name} now",
                    (records, id) => name is null
                        ? records.Returns.RestoreAllAsync(id, call.Around.User, stop)
                        : records.Returns.RestoreAsync(id, one, forced, call.Around.User, stop),
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

    /// <summary>In any phase: what is shed and moved away goes back now, the ladders all the way down.</summary>
    private static Task<int> TrafficAsync(
        CommandCall call,
        Option<string?> eventId,
        string? name,
        string? reason,
        bool yes,
        CancellationToken cancellationToken)
    {
        var why = Moves.ReasonOf(reason);
        var only = name is null ? (ComponentName?)null : Moves.ComponentOf(name);
        return Moves.DoAsync(
            call,
            eventId,
            yes,
            name is null ? "Taking back now all that is shed or moved away" : $"Taking back now what component {name} sheds",
            (records, id) => records.Traffic.RestoreAsync(id, only, why, call.Around.User, cancellationToken),
            cancellationToken);
    }
}
