using System.Text;

namespace ServerlessReadiness.Aws.Messages;

/// <summary>Text within the limits of SNS: a message is never lost because of a character or its length.</summary>
internal static class SnsText
{
    public const int SubjectLengthMax = 99;
    public const int MessageBytesMax = 256 * 1024 - AttributeBytesReserve;
    public const string Cut = "\n[cut: longer than SNS carries; the rest is in the journal]";

    private const string SubjectOfNothing = "Serverless Readiness";

    // Attributes count toward the same 256 KB.
    private const int AttributeBytesReserve = 4 * 1024;

    /// <summary>
    /// One line of fewer than 100 printable ASCII characters. Each run of white space becomes one space, each run of
    /// other characters one question mark.
    /// </summary>
    public static string Subject(string text)
    {
        var subject = new StringBuilder(SubjectLengthMax);
        foreach (var rune in text.Trim().EnumerateRunes())
        {
            if (subject.Length == SubjectLengthMax)
                break;

            var last = subject.Length > 0 ? subject[^1] : '\0';
            var next = Printable(rune);
            var isRepeat = next == last && (next == ' ' || (next == '?' && rune.Value != '?'));
            if (isRepeat)
                continue;

            subject.Append(next);
        }

        var line = subject.ToString().Trim();
        return line.Any(char.IsAsciiLetterOrDigit) ? line : SubjectOfNothing;
    }

    private static char Printable(Rune rune) => rune.Value switch
    {
        >= ' ' and <= '~' => (char)rune.Value,
        _ when Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) => ' ',
        _ => '?',
    };

    public static string Message(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= MessageBytesMax)
            return text;

        var kept = new StringBuilder();
        var room = MessageBytesMax - Encoding.UTF8.GetByteCount(Cut);
        foreach (var rune in text.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
                break;

            kept.Append(rune.ToString());
        }

        return kept.Append(Cut).ToString();
    }
}
