using System.Text;

namespace ServerlessReadiness.Lambda.Tests;

internal static class Streams
{
    public static Stream Of(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));

    public static async Task<string> ReadTextAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, leaveOpen: true);
        return await reader.ReadToEndAsync();
    }
}
