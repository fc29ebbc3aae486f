using System.Globalization;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Aws.Messages;
using ServerlessReadiness.Cli.Commands;
using ServerlessReadiness.Core.Runbooks;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ServerlessReadiness.Cli.Rendering;

/// <summary>An event on one screen: first what waits for a person, then how everything stands.</summary>
internal static class WatchView
{
    private const int RowsMax = 12;
    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Loud = new(Color.Red, decoration: Decoration.Bold);

    /// <summary>Runs that wait for somebody's word.</summary>
    public static IEnumerable<(Run Run, string Asks)> Approvals(EventStatus status) =>
        status.Runs.Select(r => (Run: r, Asks: RunView.Asks(r)!)).Where(r => r.Asks is not null);

    /// <param name="status">The event.</param>
    /// <param name="letters">The stack's queues; null where no stack is known.</param>
    /// <param name="trouble">Why the last look failed; null when it did not.</param>
    /// <param name="now">The present.</param>
    public static IRenderable Draw(
        EventStatus status,
        IReadOnlyList<DeadLetterQueue>? letters,
        string? trouble,
        DateTimeOffset now)
    {
        var head = status.Head;
        var rows = new List<IRenderable>
        {
            new Text(
                Screen.Clean($"{head.Event} \"{status.Plan.Name}\"  phase {head.Phase}  mode {head.Mode.Word()} "
                    + $"({head.ModeReason})  {Clock(now)} UTC"),
                Bold),
        };
        if (trouble is not null)
        {
            rows.Add(new Text(Screen.Clean($"Not seen anew: {trouble}"), Loud));
        }

        Add(rows, "Waits for somebody", ["Run", "Runbook", "Whom, and what"], Approvals(status).Select(a =>
            (string[])[a.Run.Id.Value, a.Run.Runbook.Value, a.Asks]), Loud);
        Add(rows, "Components", ["Component", "Bounds", "Shed level", "Automation"], status.Components.Select(c =>
            (string[])
            [
                c.Component.Name.Value,
                $"floor {c.Component.Floor}, ceiling {c.Component.Ceiling}"
                    + (c.Resource?.InForce is { } bounds ? $", set {bounds}" : ""),
                c.State.Ladder is { Level: > 0 } ladder ? $"{ladder.Level}" : "",
                c.HoldAt(now) is { } hold
                    ? $"held {(hold.Until is { } until ? $"until {Clock(until)}" : "until lifted")}: {hold.Reason}"
                    : c.Resource?.Lease is { } lease && now < lease.ExpiresAt ? $"run {lease.Holder}" : "free",
            ]));
        Add(rows, "Alarms firing", ["Alarm", "Since", "Last decision", "Looked at by"], status.Firing.Select(a =>
            (string[])
            [
                a.Alarm.Name,
                Clock(a.Since),
                a.Verdict.ToString(),
                a.Acknowledged is { } known && now < known.Until ? $"{known.Who} until {Clock(known.Until)}" : "",
            ]));
        Add(rows, "Runs", ["Run", "Runbook", "Component", "State", "Why"], status.Runs.Select(r =>
            (string[])[r.Id.Value, r.Runbook.Value, r.Component.Value, r.State.ToString(), r.Reason]));
        Add(rows, "Open issues", ["Issue", "Component", "Owner", "Expected by", "What"], status.Issues.Select(i =>
            (string[])
            [
                i.Kind.ToString(),
                i.Component?.Value ?? "",
                i.Owner ?? "nobody",
                i.ExpectedBy is { } at ? Clock(at) : "",
                i.Summary,
            ]));
        rows.Add(Letters(letters));
        return new Rows(rows);
    }

    private static Text Letters(IReadOnlyList<DeadLetterQueue>? letters)
    {
        if (letters is null)
        {
            return new Text($"Dead letters: not known; set {DeadLetterCommands.StackVariable}");
        }

        var full = letters.Where(q => q.Waiting + q.Hidden > 0).ToList();
        return full.Count == 0
            ? new Text("Dead letters: none")
            : new Text($"Dead letters: {string.Join(", ", full.Select(q => $"{q.Name} {q.Waiting + q.Hidden}"))}", Loud);
    }

    private static void Add(
        List<IRenderable> rows,
        string title,
        string[] columns,
        IEnumerable<string[]> cells,
        Style? style = null)
    {
        var all = cells.ToList();
        if (all.Count == 0)
        {
            rows.Add(new Text($"{title}: none"));
            return;
        }

        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle(Markup.Escape(title), style ?? Bold) };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, Bold)));
        }

        foreach (var row in all.Take(RowsMax))
        {
            table.AddRow(row.Select(cell => new Text(Screen.Clean(cell))));
        }

        rows.Add(table);
        if (all.Count > RowsMax)
        {
            rows.Add(new Text($"… and {all.Count - RowsMax} more"));
        }
    }

    private static string Clock(DateTimeOffset at) =>
        at.UtcDateTime.ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
