using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ServerlessReadiness.Core.Timeline;

/// <summary>A task's id: 1 to 100 lower-case letters, digits and hyphens, starting with a letter or digit.</summary>
[JsonConverter(typeof(TextIdConverter<TaskId>))]
public readonly partial record struct TaskId : ITextId<TaskId>
{
    private TaskId(string value) => Value = value;

    public string Value { get; }

    public static string Rule => "use 1 to 100 lower-case letters, digits and hyphens, starting with a letter or digit";

    public static bool TryParse([NotNullWhen(true)] string? text, out TaskId id)
    {
        var valid = text is not null && Shape().IsMatch(text);
        id = valid ? new TaskId(text!) : default;
        return valid;
    }

    public static TaskId Parse(string text) => TextId.Parse<TaskId>(text);

    public override string ToString() => Value;

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,99}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();
}
