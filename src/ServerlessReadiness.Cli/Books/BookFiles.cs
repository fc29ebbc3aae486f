using System.Text;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.PostMortems;

namespace ServerlessReadiness.Cli.Books;

/// <summary>Writes documents into files, in UTF-8.</summary>
internal static class BookFiles
{
    // Spreadsheets take a file without this mark for text of their own country.
    private static readonly UTF8Encoding ForSpreadsheets = new(encoderShouldEmitUTF8Identifier: true);

    public static string Text(Document document, string format) =>
        format == BookOptions.Html ? HtmlPage.Write(document) : Markdown.Write(document);

    /// <summary>The document in the formats that were asked for, and its appendix.</summary>
    /// <returns>The files.</returns>
    /// <exception cref="CliException">Bad input: the folder cannot be written to.</exception>
    public static IReadOnlyList<string> Write(
        string folder,
        string name,
        IEnumerable<string> formats,
        Document document,
        IReadOnlyList<AppendixFile> appendix)
    {
        var files = new List<string>();
        Guard(folder, () => Directory.CreateDirectory(folder));
        foreach (var format in formats)
        {
            files.Add(Write(Path.Combine(folder, $"{name}.{format}"), Text(document, format)));
        }

        foreach (var part in appendix)
        {
            var path = Path.Combine(folder, part.Name);
            Guard(path, () => File.WriteAllText(path, part.Text, ForSpreadsheets));
            files.Add(path);
        }

        return files;
    }

    /// <exception cref="CliException">Bad input: the file cannot be written.</exception>
    public static string Write(string path, string text)
    {
        Guard(path, () => File.WriteAllText(path, text));
        return path;
    }

    private static void Guard(string place, Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or NotSupportedException or ArgumentException)
        {
            throw CliException.BadInput(
                $"{place} cannot be written: {e.Message.TrimEnd('.')}",
                "give --out a place that you may write to");
        }
    }
}
