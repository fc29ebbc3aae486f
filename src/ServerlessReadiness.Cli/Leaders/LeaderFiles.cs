using System.Text;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Reports;

namespace ServerlessReadiness.Cli.Leaders;

/// <summary>Writes reports as leaders get them: one HTML and one text file for each language.</summary>
internal static class LeaderFiles
{
    /// <summary>The languages that the plan's reports are written in.</summary>
    public static IReadOnlyList<Language> LanguagesOf(CompiledPlan plan) =>
        plan.Reports.Languages.Count > 0 ? plan.Reports.Languages : [plan.Reports.FirstLanguage];

    /// <summary>A report's id as a part of a file's name.</summary>
    public static string NameOf(Report report) => report.Id.Replace(':', '-');

    /// <summary>Writes the files and gives their names.</summary>
    /// <exception cref="CliException">Bad input: the folder cannot be written to.</exception>
    public static IReadOnlyList<string> Write(
        string folder,
        CompiledPlan plan,
        IEnumerable<Report> reports,
        IReadOnlyList<Language> languages)
    {
        var written = new List<string>();
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var report in reports)
            {
                foreach (var language in languages)
                {
                    var document = ReportComposer.Compose(report, plan, language);
                    var name = Path.Combine(folder, $"{NameOf(report)}-{Wording.CodeOf(language)}");
                    File.WriteAllText(name + ".html", HtmlPage.Write(document), new UTF8Encoding(false));
                    File.WriteAllText(name + ".txt", PlainText.Write(document), new UTF8Encoding(false));
                    written.Add(name + ".html");
                    written.Add(name + ".txt");
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or NotSupportedException or ArgumentException)
        {
            throw CliException.BadInput(
                $"{folder} cannot be written: {e.Message.TrimEnd('.')}",
                "give --out a folder that you may write to");
        }

        return written;
    }
}
