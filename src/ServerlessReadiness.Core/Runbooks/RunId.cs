using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>A run's id: 26 characters of Crockford's base 32, a ULID, so ids sort by time of creation.</summary>
[JsonConverter(typeof(TextIdConverter<RunId>))]
public readonly partial record struct RunId : ITextId<RunId>
{
    private RunId(string value) => Value = value;

    public string Value { get; }

    public static string Rule => "use the 26-character id that status prints";

    public static bool TryParse([NotNullWhen(true)] string? text, out RunId id)
    {
        var valid = text is not null && Shape().IsMatch(text);
        id = valid ? new RunId(text!) : default;
        return valid;
    }

    public static RunId Parse(string text) => TextId.Parse<RunId>(text);

    public override string ToString() => Value;

    [GeneratedRegex("^[0-9A-HJKMNP-TV-Z]{26}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();
}
