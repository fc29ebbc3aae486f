using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ServerlessReadiness.Cli.Web;

/// <summary>A request's target as it was sent, before anything was decoded.</summary>
/// <param name="Path">Begins with a slash.</param>
/// <param name="Query">Without its question mark; empty for none.</param>
internal sealed record RawRequest(string Path, string Query)
{
    private const string Api = "/api";

    /// <summary>What the Api is asked for; null when it is not asked.</summary>
    public RawRequest? ForApi =>
        Path.StartsWith(Api + "/", StringComparison.Ordinal) ? this with { Path = Path[Api.Length..] } : null;

    public static RawRequest Of(HttpRequest request)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var cut = target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = cut < 0 ? (target, "") : (target[..cut], target[(cut + 1)..]);

        // Whoever speaks to a proxy sends a whole address; this is none.
        return path.StartsWith('/')
            ? new RawRequest(path, query)
            : throw new BadHttpRequestException("the target is no path");
    }
}
