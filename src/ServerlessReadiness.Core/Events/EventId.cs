using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ServerlessReadiness.Core.Events;

/// <summary>An event's id: 1 to 63 lower-case letters, digits and hyphens, starting with a letter or digit.</summary>
[JsonConverter(typeof(TextIdConverter<EventId>))]
public readonly partial record struct EventId : ITextId<EventId>
{
    private EventId(string value) => Value = value;

    public string Value { get; }

    public static string Rule => "use 1 to 63 lower-case letters, digits and hyphens, starting with a letter or digit";

    public static bool TryParse([NotNullWhen(true)] string? text, out EventId id)
    {
        var valid = text is not null && Shape().IsMatch(text);
        id = valid ? new EventId(text!) : default;
        return valid;
    }

    public static EventId Parse(string text) => TextId.Parse<EventId>(text);

    public override string ToString() => Value;

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();
}
