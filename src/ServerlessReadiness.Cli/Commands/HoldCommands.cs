using System.CommandLine;
using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>hold</c>, <c>release</c>, <c>ack</c>: people take something into their own hands.</summary>
internal static class HoldCommands
{
    private const string UntilHelp = "2h30m from now, 14:00 on the event's clocks, or an instant such as "
        + "2026-11-27T14:00:00+09:00";

    public static IEnumerable<Command> Build(CommandShelf shelf) =>
        [BuildHold(shelf), BuildRelease(shelf), BuildAcknowledge(shelf)];

    private static Command BuildHold(CommandShelf shelf)
    {
        var orders = new Orders();
        var component = ComponentArgument();
        var until = Until($"When it ends by itself: {UntilHelp}; not at all if not given.");
        return shelf.Make(
            "hold",
            "Hands off a component: automation starts nothing on it.",
            orders.With(component, until),
            (call, stop) =>
            {
                var name = Moves.ComponentOf(call.Required(component));
                return orders.GiveAsync(
                    call,
                    async (records, id) => new OperatorCommand.HoldComponent(
                        name,
                        await Instants.OfAsync(call.Value(until), records, id, call.Around.Time.GetUtcNow(), stop)),
                    null,
                    stop);
            });
    }

    private static Command BuildRelease(CommandShelf shelf)
    {
        var orders = new Orders();
        var component = ComponentArgument();
        return shelf.Make(
            "release",
            "Lifts the hold on a component.",
            orders.With(component),
            (call, stop) => orders.GiveAsync(
                call,
                new OperatorCommand.ReleaseComponent(Moves.ComponentOf(call.Required(component))),
                $"Letting automation act on component {call.Required(component)} again",
                stop));
    }

    private static Command BuildAcknowledge(CommandShelf shelf)
    {
        var orders = new Orders();
        var alarm = new Argument<string>("ALARM") { Description = "A firing alarm's name or ARN." };
        var until = Until($"Until when nobody else is called: {UntilHelp}; an hour if not given.");
        return shelf.Make(
            "ack",
            "Says that you look at a firing alarm: nobody else is called about it for a while.",
            orders.With(alarm, until),
            (call, stop) => orders.GiveAsync(
                call,
                async (records, id) => new OperatorCommand.AcknowledgeAlarm(
                    call.Required(alarm),
                    await Instants.OfAsync(call.Value(until), records, id, call.Around.Time.GetUtcNow(), stop)),
                null,
                stop));
    }

    private static Argument<string> ComponentArgument() =>
        new("COMPONENT") { Description = "Its name in the plan." };

    private static Option<string?> Until(string description) =>
        new("--until") { Description = description, HelpName = "TIME" };
}
