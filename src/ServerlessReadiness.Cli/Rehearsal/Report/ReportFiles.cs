using System.Text;
using System.Text.Json;
using ServerlessReadiness.Cli.Leaders;
using ServerlessReadiness.Cli.Rehearsal.Page;

namespace ServerlessReadiness.Cli.Rehearsal.Report;

/// <summary>
/// Writes <c>report.json</c>, <c>timeline.jsonl</c> and <c>report.html</c> into one folder, and beside them in
/// <c>reports</c> what leaders would have got.
/// </summary>
internal sealed record ReportFiles(string Html, string Json, string Timeline)
{
    public static ReportFiles In(string folder) => new(
        Path.Combine(folder, "report.html"),
        Path.Combine(folder, "report.json"),
        Path.Combine(folder, "timeline.jsonl"));

    /// <summary>Makes the folder, so that a name that cannot be written to is told before anything is played.</summary>
    /// <exception cref="CliException">Bad input: the folder cannot be made.</exception>
    public static ReportFiles Prepare(string folder) => Try(folder, () =>
    {
        Directory.CreateDirectory(folder);
        return In(folder);
    });

    public void Write(RehearsedPair pair, ReportDocument document) => Try(Html, () =>
    {
        File.WriteAllBytes(Json, JsonSerializer.SerializeToUtf8Bytes(document, ReportJson.ForFiles().ReportDocument));
        using (var timeline = new StreamWriter(Timeline, append: false, new UTF8Encoding(false)) { NewLine = "\n" })
        {
            foreach (var line in pair.With.Result.Timeline)
            {
                timeline.WriteLine(line);
            }
        }

        File.WriteAllText(Html, ReportPage.Render(pair, document));
        WriteReports(pair);
        return this;
    });

    /// <summary>What leaders would have got, hour by hour; nothing of an earlier rehearsal stays beside it.</summary>
    private void WriteReports(RehearsedPair pair)
    {
        var folder = Path.Combine(Path.GetDirectoryName(Html) ?? "", "reports");
        if (Directory.Exists(folder))
        {
            foreach (var old in Directory.GetFiles(folder, "*.html").Concat(Directory.GetFiles(folder, "*.txt")))
            {
                File.Delete(old);
            }
        }

        if (pair.With.Result.Reports.Count > 0)
        {
            LeaderFiles.Write(folder, pair.Plan, pair.With.Result.Reports, LeaderFiles.LanguagesOf(pair.Plan));
        }
    }

    private static ReportFiles Try(string place, Func<ReportFiles> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or NotSupportedException or ArgumentException)
        {
            throw CliException.BadInput(
                $"{place} cannot be written: {e.Message.TrimEnd('.')}",
                "give --out a folder that you may write to");
        }
    }
}
