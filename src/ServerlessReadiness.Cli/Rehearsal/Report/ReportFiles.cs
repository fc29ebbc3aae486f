using System.Text;
using System.Text.Json;
using ServerlessReadiness.Cli.Rehearsal.Page;

namespace ServerlessReadiness.Cli.Rehearsal.Report;

/// <summary>Writes <c>report.json</c>, <c>timeline.jsonl</c> and <c>report.html</c> into one folder.</summary>
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
        return this;
    });

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
