using System.Text;
using System.Text.Unicode;

namespace ServerlessReadiness.Application.Signals;

/// <summary>Keeps what arrived as text of bounded length, for the journal and for error messages.</summary>
public static class RawText
{
    /// <summary>More than this of one message is not kept; the dead-letter queue has all of it.</summary>
    public const int BytesMax = 8 * 1024;

    /// <summary>Marks bytes that are no text.</summary>
    public const string Base64Prefix = "base64:";

    private const int BinaryBytesMax = BytesMax / 4 * 3;
    private const int QuotedCharactersMax = 80;

    /// <summary>The text, or base64 of bytes that are not UTF-8; cut at a bound, the full length stated.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            var kept = bytes[..Math.Min(bytes.Length, BinaryBytesMax)];
            return Base64Prefix + Convert.ToBase64String(kept) + CutNote(kept.Length, bytes.Length);
        }

        var length = Math.Min(bytes.Length, BytesMax);
        while (length < bytes.Length && IsContinuation(bytes[length]))
        {
            length--;
        }

        return Encoding.UTF8.GetString(bytes[..length]) + CutNote(length, bytes.Length);
    }

    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>A value as it may stand in an error message: quoted and short.</summary>
    public static string Quote(string? text)
    {
        if (text is null)
        {
            return "nothing";
        }

        return text.Length <= QuotedCharactersMax ? $"\"{text}\"" : $"\"{Cut(text, QuotedCharactersMax)}…\"";
    }

    /// <summary>The first characters of a text, never half of a surrogate pair.</summary>
    internal static string Cut(string text, int charactersMax) =>
        char.IsHighSurrogate(text[charactersMax - 1]) ? text[..(charactersMax - 1)] : text[..charactersMax];

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;

    private static string CutNote(int kept, int all) => kept == all ? "" : $"… [the first {kept} of {all} bytes]";
}
