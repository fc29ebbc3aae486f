using System.Globalization;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport.Helpers;

/// <summary>
/// Fills <c>"scaled {Group} to {Count}"</c> from arguments in order. A template that does not fit its arguments is
/// written as far as it fits: a log line is never a reason to fail.
/// </summary>
internal static class MessageTemplate
{
    /// <param name="template">The message; <c>{{</c> and <c>}}</c> are literal braces.</param>
    /// <param name="args">One value a placeholder.</param>
    /// <param name="onValue">Told the name and value of each placeholder that has a value; may be null.</param>
    public static string Format(string template, object[] args, Action<string, object> onValue)
    {
        if (string.IsNullOrEmpty(template) || args is null || args.Length == 0)
        {
            return template ?? string.Empty;
        }

        var text = new StringBuilder(template.Length + 32);
        var used = 0;
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if (c is '{' or '}' && i + 1 < template.Length && template[i + 1] == c)
            {
                text.Append(c);
                i++;
                continue;
            }

            var end = c == '{' ? template.IndexOf('}', i) : -1;
            if (end < 0 || used == args.Length)
            {
                text.Append(c);
                continue;
            }

            var (name, format) = Split(template.AsSpan(i + 1, end - i - 1));
            onValue?.Invoke(name, args[used]);
            text.Append(ToText(args[used++], format));
            i = end;
        }

        return text.ToString();
    }

    public static string ToText(object value, string format) => value switch
    {
        null => "null",
        IFormattable formattable => FormatOrPlain(formattable, format),
        _ => value.ToString(),
    };

    private static string FormatOrPlain(IFormattable value, string format)
    {
        try
        {
            return value.ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return value.ToString(null, CultureInfo.InvariantCulture);
        }
    }

    private static (string Name, string Format) Split(ReadOnlySpan<char> placeholder)
    {
        var colon = placeholder.IndexOf(':');
        return colon < 0
            ? (placeholder.TrimStart('@').ToString(), null)
            : (placeholder[..colon].TrimStart('@').ToString(), placeholder[(colon + 1)..].ToString());
    }
}
