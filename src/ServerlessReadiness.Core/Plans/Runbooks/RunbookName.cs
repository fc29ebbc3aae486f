using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ServerlessReadiness.Core.Plans.Runbooks;

/// <summary>A runbook's name, unique in its plan: 1 to 63 lower-case letters, digits and hyphens.</summary>
[JsonConverter(typeof(TextIdConverter<RunbookName>))]
public readonly partial record struct RunbookName : ITextId<RunbookName>
{
    private RunbookName(string value) => Value = value;

    public string Value { get; }

    public static string Rule => "use 1 to 63 lower-case letters, digits and hyphens, starting with a letter or digit";

    public static bool TryParse([NotNullWhen(true)] string? text, out RunbookName id)
    {
        var valid = text is not null && Shape().IsMatch(text);
        id = valid ? new RunbookName(text!) : default;
        return valid;
    }

    public static RunbookName Parse(string text) => TextId.Parse<RunbookName>(text);

    public override string ToString() => Value;

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();
}
