using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ServerlessReadiness.Cli.Web;

/// <summary>
/// Whom a server on this machine's own address listens to. Any page that somebody has open can send requests to it:
/// under a name of its own that leads here (DNS rebinding), which the Host header shows, and from its own origin, which
/// browsers state with everything that could change something.
/// </summary>
internal static class LoopbackGuard
{
    /// <summary>Why a request is refused; null when it is not.</summary>
    public static WebProblem? Refuse(HttpRequest request)
    {
        var port = request.HttpContext.Connection.LocalPort;
        string[] hosts = [$"127.0.0.1:{port}", $"localhost:{port}"];
        var host = request.Headers.Host;
        if (host is not [{ } named] || !hosts.Contains(named, StringComparer.OrdinalIgnoreCase))
        {
            return new WebProblem(
                421,
                "foreign-host",
                "This is not who you asked for",
                $"the request is for {Shown(host)}, and this server is nobody but {hosts[0]}",
                $"open http://{hosts[0]}/");
        }

        if (request.Headers["Sec-Fetch-Site"] is [{ } site] && site is not ("same-origin" or "none") && !IsWayIn(request))
        {
            return Foreign($"the request comes from a page of another place ({site})", hosts[0]);
        }

        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            || request.Headers.Origin is [{ } origin] && origin == $"http://{named}"
                ? null
                : Foreign($"a {request.Method} must come from this server's own page, and its Origin is "
                    + Shown(request.Headers.Origin), hosts[0]);
    }

    /// <summary>A link from elsewhere may open the page itself; what it then asks for, it asks for as its own.</summary>
    private static bool IsWayIn(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Path == "/" && request.Headers["Sec-Fetch-Mode"] == "navigate";

    private static WebProblem Foreign(string detail, string host) => new(
        403,
        "foreign-origin",
        "Only this server's own page may do this",
        detail,
        $"use the page at http://{host}/, or send the header Origin: http://{host}");

    private static string Shown(StringValues header) => header.Count == 0 ? "missing" : $"\"{header}\"";
}
