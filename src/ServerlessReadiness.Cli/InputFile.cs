namespace ServerlessReadiness.Cli;

/// <summary>Reads files that a person names on the command line.</summary>
internal static class InputFile
{
    /// <summary>Far above any plan or signal; a bound on a slip such as a disk image.</summary>
    private const long BytesMax = 16 * 1024 * 1024;

    public static async Task<byte[]> ReadAsync(string path, string what, CancellationToken cancellationToken)
    {
        try
        {
            var info = new FileInfo(path);
            if (info.Exists && info.Length > BytesMax)
            {
                throw CliException.BadInput(
                    $"{path}: the {what} has {info.Length} bytes, more than {BytesMax}",
                    "name the right file");
            }

            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            or NotSupportedException or ArgumentException)
        {
            var cause = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file"
                : Directory.Exists(path) ? "it is a folder"
                : e.Message.TrimEnd('.');
            throw CliException.BadInput($"{path}: the {what} cannot be read: {cause}", "name a file that you may read");
        }
    }
}
