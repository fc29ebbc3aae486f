using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.WebConsole;

namespace ServerlessReadiness.Functions.Http;

/// <summary>Finds what a request asks for, and turns what goes wrong into a problem.</summary>
internal sealed class ApiRouter(Host host, ConsoleSettings console)
{
    private readonly ApiConsole _console = new(console);

    private readonly IReadOnlyList<ApiRoute> _routes =
        [.. new ApiReads(host).Routes, .. new ApiWrites(host).Routes];

    public IReadOnlyList<(string Method, string Path)> Operations => [.. _routes.Select(r => (r.Method, r.Template))];

    public async Task<ApiAnswer> AnswerAsync(ApiRequest request, CancellationToken stop)
    {
        if (_console.Answer(request) is { } file)
        {
            return file;
        }

        if (request.ForeignOrigin is { } origin)
        {
            return ApiProblem.Of(
                403,
                "foreign-origin",
                "Another site asks in your name",
                $"the request comes from a page of {origin}, which is not this API's",
                "open the war-room page of this API, or send the request from a program");
        }

        // The authorizer lets nobody through without an identity; should it be missing all the same, nothing is shown.
        if (request.Caller is null)
        {
            return ApiProblem.Of(
                401,
                "not-identified",
                "Nobody knows who you are",
                "the request carries no identity",
                "sign it with AWS credentials (SigV4), or send a token under /jwt")
                .With("www-authenticate", "Bearer");
        }

        var matches = _routes
            .Select(r => (Route: r, Values: r.Match(request.Path)))
            .Where(m => m.Values is not null)
            .ToList();
        if (matches.Count == 0)
        {
            return ApiProblem.NotFound($"/{string.Join('/', request.Path)} leads nowhere", "see docs/openapi.yaml");
        }

        if (matches.Find(m => m.Route.Method == request.Method) is not ({ } route, { } values))
        {
            var allowed = string.Join(", ", matches.Select(m => m.Route.Method));
            return ApiProblem.Of(
                405,
                "method-not-allowed",
                "That cannot be done with this",
                $"{request.Method} is not known here",
                $"use {allowed}")
                .With("allow", allowed);
        }

        try
        {
            return await route.Do(request, values, stop);
        }
        catch (PortException e)
        {
            return Trouble(e);
        }
    }

    private static ApiAnswer Trouble(PortException trouble) =>
        trouble.Failure is PortFailure.Unavailable or PortFailure.Throttled
            ? ApiProblem.Of(
                503,
                "unavailable",
                "State cannot be reached",
                trouble.Message,
                "send the same request again, with the same Idempotency-Key")
                .With("retry-after", "1")
            : ApiProblem.Of(
                500,
                "trouble",
                "Something is wrong on our side",
                trouble.Message,
                "tell whoever keeps the stack running");
}
