using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ServerlessReadiness.Cli.Web;

/// <summary>Writes answers.</summary>
internal static class Answers
{
    public static Task JsonAsync(HttpResponse response, int status, JsonObject json, string type = "application/json")
    {
        response.Headers.CacheControl = "no-store";
        return BytesAsync(response, status, type, Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    public static async Task BytesAsync(HttpResponse response, int status, string type, ReadOnlyMemory<byte> bytes)
    {
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            await response.Body.WriteAsync(bytes, response.HttpContext.RequestAborted);
        }
    }

    /// <summary>The body, which the server bounds.</summary>
    /// <exception cref="BadHttpRequestException">It is too large, or does not come whole.</exception>
    public static async Task<byte[]> BodyAsync(HttpRequest request)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        return bytes.ToArray();
    }

    /// <summary>A source of a content security policy that allows exactly this text.</summary>
    public static string HashSource(string text) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
