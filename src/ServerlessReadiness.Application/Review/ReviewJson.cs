using System.Text.Json.Nodes;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Application.Review;

/// <summary>A review in a few numbers for programs, the same from the API and from the CLI.</summary>
public static class ReviewJson
{
    public static JsonObject Of(ReviewSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return new JsonObject
        {
            ["event"] = summary.Event.Value,
            ["at"] = summary.At,
            ["planVersion"] = summary.PlanVersion,
            ["readiness"] = summary.Readiness.ToString(),
            ["score"] = summary.Score,
            ["yes"] = summary.Yes,
            ["no"] = summary.No,
            ["notApplicable"] = summary.NotApplicable,
            ["couldNotTell"] = summary.CouldNotTell,
            ["blockers"] = new JsonArray([.. summary.Blockers.Select(b => (JsonNode)b)]),
            ["risks"] = new JsonArray([.. summary.Risks.Select(r => (JsonNode)r)]),
        };
    }
}
