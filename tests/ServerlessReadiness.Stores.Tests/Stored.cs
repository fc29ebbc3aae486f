using System.Text;

using ServerlessReadiness.Application.State;

namespace ServerlessReadiness.Stores.Tests;

/// <summary>Short forms for documents in tests.</summary>
internal static class Stored
{
    public static StateAddress At(string pk, string sk = "HEAD") => new(pk, sk);

    public static ReadOnlyMemory<byte> Json(int value) =>
        Json(FormattableString.Invariant($$"""{"value":{{value}}}"""));

    public static ReadOnlyMemory<byte> Json(string json) => Encoding.UTF8.GetBytes(json);

    public static string Text(this StateDocument document) => Encoding.UTF8.GetString(document.Json.Span);

    public static int Value(this StateDocument document)
    {
        using var json = System.Text.Json.JsonDocument.Parse(document.Json);
        return json.RootElement.GetProperty("value").GetInt32();
    }

    public static StateWrite Put(StateAddress address, int value, long version = 0, DateTimeOffset? due = null) =>
        new StateWrite.Put(address, Json(value), version, due);

    /// <summary>A JSON string that does not compress below three quarters, of the same letters every time.</summary>
    public static ReadOnlyMemory<byte> Incompressible(int length)
    {
        var random = new Random(17);
        var bytes = new byte[length / 4 * 3];
        random.NextBytes(bytes);
        return Json($"\"{Convert.ToBase64String(bytes)}\"");
    }
}
