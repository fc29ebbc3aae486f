using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Communication;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>contacts</c> and <c>contact</c>: who is told, and whether they are available.</summary>
internal static class ContactCommands
{
    public static IEnumerable<Command> Build(CommandShelf shelf) =>
    [
        CommandShelf.Group("contacts", "Who is told, and when.", [BuildList(shelf)]),
        CommandShelf.Group(
            "contact",
            "Answers whether a contact is available.",
            [
                BuildAnswer(
                    shelf,
                    "confirm",
                    "A contact is available.",
                    "available",
                    n => new OperatorCommand.ConfirmContact(n)),
                BuildAnswer(
                    shelf,
                    "decline",
                    "A contact is not available; say why.",
                    null,
                    n => new OperatorCommand.DeclineContact(n)),
            ]),
    ];

    private static Command BuildList(CommandShelf shelf)
    {
        var eventId = Choices.Event("The event.", required: true);
        return shelf.Make(
            "list",
            "Shows the contacts: for what, in which step of the escalation, and what they said.",
            [eventId],
            async (call, stop) =>
            {
                var id = Choices.EventOf(call.Value(eventId))!.Value;
                using var session = AwsSession.Open(call.Settings, call.Around);
                var records = session.Records(call.Settings, call.Around);
                var head = await Heads.FindAsync(records, id, stop)
                    ?? throw new CliException(ExitCodes.No, $"there is no event {id}", "see readiness status");
                var plan = await records.Events.PlanAsync(id, head.PlanVersion, stop);
                var contacts = await ContactBook.ReadAsync(records.Store, plan, stop);
                var now = call.Around.Time.GetUtcNow();
                call.Screen.Show(
                    () => new JsonObject
                    {
                        ["event"] = id.Value,
                        ["contacts"] = new JsonArray([.. contacts.Select(c => ContactView.ToJson(plan, c, now))]),
                    },
                    () => ContactView.Show(call.Screen, plan, contacts, now));
                return ExitCodes.Done;
            });
    }

    private static Command BuildAnswer(
        CommandShelf shelf,
        string name,
        string description,
        string? reason,
        Func<string, OperatorCommand> make)
    {
        var orders = new Orders(reason);
        var contact = new Argument<string>("NAME") { Description = "The contact's name in the plan." };
        return shelf.Make(
            name,
            description,
            orders.With(contact),
            (call, stop) => orders.GiveAsync(call, make(call.Required(contact)), null, stop));
    }
}
