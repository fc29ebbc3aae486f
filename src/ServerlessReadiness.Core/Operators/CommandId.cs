using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ServerlessReadiness.Core.Operators;

/// <summary>A command's id, chosen by whoever gives it: the same id is the same command, however often it arrives.
/// </summary>
[JsonConverter(typeof(TextIdConverter<CommandId>))]
public readonly partial record struct CommandId : ITextId<CommandId>
{
    private CommandId(string value) => Value = value;

    public string Value { get; }

    public static string Rule =>
        "use 1 to 64 letters, digits, dots, colons, underscores and hyphens, starting with a letter or digit";

    public static bool TryParse([NotNullWhen(true)] string? text, out CommandId id)
    {
        var valid = text is not null && Shape().IsMatch(text);
        id = valid ? new CommandId(text!) : default;
        return valid;
    }

    public static CommandId Parse(string text) => TextId.Parse<CommandId>(text);

    public override string ToString() => Value;

    [GeneratedRegex(
        "^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}\\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Shape();
}
