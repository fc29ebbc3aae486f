using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ServerlessReadiness.Cli.Rendering;

namespace ServerlessReadiness.Cli.Web;

/// <summary>An error as RFC 9457 describes them, in the form that the Api's have.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">What kind of problem, in a word.</param>
/// <param name="Title">The same for people, the same each time.</param>
/// <param name="Detail">This very problem: the thing and the cause.</param>
/// <param name="Next">What to do.</param>
internal sealed record WebProblem(int Status, string Type, string Title, string Detail, string Next)
{
    public static WebProblem NotFound(string path) => new(
        404,
        "not-found",
        "There is no such thing",
        $"{path} leads nowhere",
        "begin at /");

    public static WebProblem BadInput(string detail, string next) =>
        new(400, "bad-input", "The request cannot be used", detail, next);

    public static WebProblem NotAllowed(string method, string allowed) => new(
        405,
        "method-not-allowed",
        "That cannot be done with this",
        $"{method} is not known here",
        $"use {allowed}");

    public Task WriteAsync(HttpResponse response)
    {
        var json = new JsonObject
        {
            ["type"] = $"urn:serverless-readiness:problem:{Type}",
            ["title"] = Title,
            ["status"] = Status,
            ["detail"] = Screen.Clean(Detail),
            ["next"] = Next,
        };
        return Answers.JsonAsync(response, Status, json, "application/problem+json");
    }
}
