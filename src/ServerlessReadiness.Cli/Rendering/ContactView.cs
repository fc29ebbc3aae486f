using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Communication;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Rendering;

/// <summary>Contacts, for people and for programs.</summary>
internal static class ContactView
{
    private static readonly string[] Columns =
        ["Name", "Role", "Mail", "Phases", "About", "Step", "Confirm by (UTC)", "Available", "In their words"];

    public static void Show(
        Screen screen,
        CompiledPlan plan,
        IReadOnlyList<ContactStatus> contacts,
        DateTimeOffset now)
    {
        screen.Table($"Contacts of {plan.Event}", Columns, contacts.Select(c => (IReadOnlyList<string>)
        [
            c.Contact.Name,
            c.Contact.Role,
            c.Contact.Address,
            c.Contact.Phases.Count == 0 ? "always" : string.Join(", ", c.Contact.Phases),
            c.Contact.Scenarios.Count == 0 ? "everything" : string.Join(", ", c.Contact.Scenarios),
            c.Contact.Escalate?.ToString(CultureInfo.InvariantCulture) ?? "by role",
            c.Contact.Confirm is { } by ? JournalView.Time(by) : "",
            c.WordAt(now),
            c.Record is { Reason: { } reason, By: { } who } ? $"{reason} ({who})" : "",
        ]));
        if (contacts.Count == 0)
        {
            screen.Line("The plan names no contacts, so everything goes to the notifications topic.");
        }
    }

    /// <summary>With the address, which the API does not tell.</summary>
    public static JsonObject ToJson(CompiledPlan plan, ContactStatus status, DateTimeOffset now)
    {
        var json = ContactJson.Of(plan, status, now);
        json["mail"] = status.Contact.Address;
        return json;
    }
}
