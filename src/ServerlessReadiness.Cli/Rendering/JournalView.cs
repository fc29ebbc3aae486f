using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Journal;

namespace ServerlessReadiness.Cli.Rendering;

/// <summary>Journal lines, for people and for programs.</summary>
internal static class JournalView
{
    private static readonly string[] Columns = ["Time (UTC)", "Kind", "What", "Component", "Why"];

    /// <summary>
    /// By time, and within one instant in the order in which things follow from each other: lines of one commit share
    /// their instant.
    /// </summary>
    public static IReadOnlyList<JournalEntry> InOrder(IEnumerable<JournalEntry> lines) =>
        [.. lines.OrderBy(l => l.At).ThenBy(l => l.Kind)];

    public static JsonArray ToJson(IEnumerable<JournalEntry> lines) =>
        new([.. lines.Select(l => JsonSerializer.SerializeToNode(l, StateJson.Default.JournalEntry))]);

    public static void Show(Screen screen, string title, IReadOnlyList<JournalEntry> lines) => screen.Table(
        title,
        Columns,
        lines.Select(l => (IReadOnlyList<string>)
        [
            Time(l.At),
            l.Kind.ToString(),
            l.Verdict,
            l.Component?.Value ?? "",
            l.Reason + Between(l),
        ]));

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss");

    private static string Between(JournalEntry line) => (line.Before, line.After) switch
    {
        ({ } before, { } after) => $" ({before} → {after})",
        ({ } before, null) => $" (before: {before})",
        (null, { } after) => $" (after: {after})",
        _ => "",
    };
}
