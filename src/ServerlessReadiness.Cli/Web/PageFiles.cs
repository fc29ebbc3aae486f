using Microsoft.AspNetCore.Http;

namespace ServerlessReadiness.Cli.Web;

/// <summary>The war-room page's own files.</summary>
internal static class PageFiles
{
    /// <summary>Answers a request for the page or one of its assets, and says whether it was one.</summary>
    public static Task<bool> TryAnswerAsync(HttpContext context, string path) => Task.FromResult(false);
}
