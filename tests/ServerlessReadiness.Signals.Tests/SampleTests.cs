using ServerlessReadiness.Application.Signals;

namespace ServerlessReadiness.Signals.Tests;

public sealed class SampleTests
{
    public static TheoryData<string, string> Table()
    {
        var rows = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Path.Combine(Samples.Folder, "README.md")))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length == 5 && cells[1].StartsWith('`'))
            {
                rows.Add(cells[1].Trim('`'), cells[3].Trim('`'));
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_sample_is_read_as_the_readme_says(string name, string readAs) =>
        Assert.Equal(readAs, string.Join("; ", Samples.Read(name).Select(Summary)));

    [Fact]
    public void The_readme_lists_every_sample() =>
        Assert.Equal(Samples.Names, Table().Select(row => row.Data.Item1).Order());

    [Fact]
    public void No_sample_names_a_real_account() =>
        Assert.All(Samples.Names, name => Assert.DoesNotMatch(
            "arn:aws:[a-z]+:[a-z0-9-]*:(?!123456789012)[0-9]+:", Samples.Text(name)));

    private static string Summary(Signal signal) => signal switch
    {
        Signal.AlarmChanged { Transition: var t } =>
            (t.IsSuppressed ? "suppressed " : "")
            + (t.IsComposite ? "composite " : "alarm ")
            + $"{t.State} {t.Alarm.Name}"
            + (t.Contributor is null ? "" : $" of {t.Contributor}"),
        Signal.Tick { At: var at } => $"tick {at:yyyy-MM-ddTHH:mm:ssZ}",
        Signal.RunDue { EventId: var e, Run: var run } => $"run {e} {run}",
        Signal.CommandDue { EventId: var e, Command: var id } => $"command due {e} {id}",
        Signal.Commanded => "command",
        Signal.Lifecycle { Notice: var n } =>
            $"lifecycle {n.Kind} {n.Group}" + (n.Instance is { } instance ? $" {instance}" : ""),
        Signal.InstanceAnnounced { Notice: var n } =>
            $"instance {n.Kind} {n.Instance}" + (n.Word is { } word ? $" {word}" : ""),
        Signal.HealthAnnounced { Notice: var n } => $"health {n.Category} {n.Status} {n.Code}",
        Signal.Unreadable => "unreadable",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
