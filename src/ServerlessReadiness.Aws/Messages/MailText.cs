using System.Text;

namespace ServerlessReadiness.Aws.Messages;

/// <summary>Text within the limits of a mail's header: a mail is never refused because of a character in it.</summary>
internal static class MailText
{
    /// <summary>The longest value that SES takes for a header of one's own.</summary>
    public const int HeaderLengthMax = 995;

    private const string SubjectOfNothing = "Serverless Readiness";

    /// <summary>One line: a line break in a subject would end it, and what follows would be a header.</summary>
    public static string Subject(string text)
    {
        var subject = new StringBuilder(text.Length);
        foreach (var rune in text.Trim().EnumerateRunes())
        {
            var isGap = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
            if (!isGap)
                subject.Append(rune.ToString());
            else if (subject.Length > 0 && subject[^1] != ' ')
                subject.Append(' ');
        }

        return subject.Length == 0 ? SubjectOfNothing : subject.ToString();
    }

    /// <summary>Printable ASCII. Each other character becomes one question mark.</summary>
    public static string Header(string text)
    {
        var value = new StringBuilder(Math.Min(text.Length, HeaderLengthMax));
        foreach (var rune in text.EnumerateRunes())
        {
            if (value.Length == HeaderLengthMax)
                break;

            value.Append(rune.Value is >= '!' and <= '~' ? (char)rune.Value : '?');
        }

        return value.Length == 0 ? "?" : value.ToString();
    }
}
