using System.CommandLine;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Books;

/// <summary>Options that all commands take which write documents for people.</summary>
internal static class BookOptions
{
    public const string Markdown = "md";
    public const string Html = "html";
    private static readonly string[] Languages = ["en", "ko"];

    public static Option<string> Language()
    {
        var option = new Option<string>("--language")
        {
            Description = "In which language; English by default.",
            HelpName = string.Join('|', Languages),
            DefaultValueFactory = _ => Languages[0],
        };
        option.AcceptOnlyFromAmong(Languages);
        return option;
    }

    public static Option<string> Format(string absent, params string[] formats)
    {
        var option = new Option<string>("--format")
        {
            Description = $"Markdown or HTML; {absent} by default.",
            HelpName = string.Join('|', formats),
            DefaultValueFactory = _ => absent,
        };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }

    public static Wording Wording(CompiledPlan plan, string language) => new(
        Core.Languages.Wording.FromCode(language) ?? Core.Languages.Language.English,
        new PlanClocks(plan));
}
