using System.CommandLine;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Cli.Commands;

/// <summary>Words that several commands take, and what they mean.</summary>
internal static class Choices
{
    private static readonly string[] Modes = ["act", "observe", "paused"];

    public static Option<string?> Mode(string description)
    {
        var option = new Option<string?>("--mode") { Description = description, HelpName = string.Join('|', Modes) };
        option.AcceptOnlyFromAmong(Modes);
        return option;
    }

    public static Argument<string> ModeArgument()
    {
        var argument = new Argument<string>("MODE")
        {
            Description = "act: decides and performs; observe: decides and journals; paused: starts nothing.",
        };
        argument.AcceptOnlyFromAmong(Modes);
        return argument;
    }

    public static Option<string?> Event(string description, bool required = false) =>
        new("--event") { Description = description, HelpName = "ID", Required = required };

    public static AutomationMode ModeOf(string? word, AutomationMode absent) => word switch
    {
        "act" => AutomationMode.Act,
        "observe" => AutomationMode.Observe,
        "paused" => AutomationMode.Paused,
        _ => absent,
    };

    public static EventId? EventOf(string? text) =>
        text is null ? null
        : EventId.TryParse(text, out var id) ? id
        : throw CliException.BadInput($"\"{text}\" is no event id", EventId.Rule);

    public static string Word(this AutomationMode mode) => mode.ToString().ToLowerInvariant();
}
