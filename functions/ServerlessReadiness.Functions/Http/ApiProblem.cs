using System.Diagnostics;
using System.Text.Json.Nodes;
using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Functions.Http;

/// <summary>Errors as RFC 9457 describes them, each with what to do next.</summary>
internal static class ApiProblem
{
    public const string ContentType = "application/problem+json";

    private const string TypePrefix = "urn:serverless-readiness:problem:";

    /// <param name="status">The HTTP status.</param>
    /// <param name="type">What kind of problem, in a word; docs/openapi.yaml lists them.</param>
    /// <param name="title">The same for people, the same each time.</param>
    /// <param name="detail">This very problem: the thing and the cause.</param>
    /// <param name="next">What to do.</param>
    public static ApiAnswer Of(int status, string type, string title, string detail, string next) => new(
        status,
        new JsonObject
        {
            ["type"] = TypePrefix + type,
            ["title"] = title,
            ["status"] = status,
            ["detail"] = detail,
            ["next"] = next,
        })
    {
        ContentType = ContentType,
    };

    public static ApiAnswer NotFound(string detail, string next) =>
        Of(404, "not-found", "There is no such thing", detail, next);

    public static ApiAnswer BadInput(string detail, string next) =>
        Of(400, "bad-input", "The request cannot be used", detail, next);

    /// <summary>A refused command: nothing was changed. Its result can be read back all the same.</summary>
    public static ApiAnswer Of(CommandRecord refused)
    {
        var (status, type, title) = refused.Refusal switch
        {
            RefusalKind.NotPermitted => (403, "not-permitted", "You may not do this"),
            RefusalKind.Late => (409, "late", "The command came too late"),
            RefusalKind.Unknown => (404, "not-found", "There is no such thing"),
            RefusalKind.Invalid => (400, "bad-input", "The request cannot be used"),
            RefusalKind.Conflict => (409, "conflict", "Someone else was first"),
            RefusalKind.Impossible => (409, "impossible", "It cannot be done as things stand"),
            RefusalKind.Changed => (412, "changed", "The event is not as you last saw it"),
            _ => throw new UnreachableException($"No row for {refused.Refusal}."),
        };
        var answer = Of(status, type, title, refused.Words, refused.Next ?? "look at the event, then try again");
        answer.Body!["command"] = refused.Request.Id.Value;
        return answer;
    }
}
