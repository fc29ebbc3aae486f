using System.Text.Json.Nodes;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Communication;

/// <summary>Contacts for programs, the same from the API and from the CLI; without their addresses.</summary>
public static class ContactJson
{
    public static JsonObject Of(CompiledPlan plan, ContactStatus status, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(status);
        return new JsonObject
        {
            ["contact"] = status.Contact.Name,
            ["role"] = status.Contact.Role,
            ["language"] = Wording.CodeOf(status.Contact.Language ?? plan.Reports.FirstLanguage),
            ["phases"] = new JsonArray([.. status.Contact.Phases.Select(p => (JsonNode)p.ToString())]),
            ["scenarios"] = new JsonArray([.. status.Contact.Scenarios.Select(s => (JsonNode)s)]),
            ["escalate"] = status.Contact.Escalate,
            ["confirmBy"] = status.Contact.Confirm,
            ["available"] = status.WordAt(now),
            ["by"] = status.Record?.By,
            ["answeredAt"] = status.Record?.AnsweredAt,
            ["reason"] = status.Record?.Reason,
        };
    }
}
