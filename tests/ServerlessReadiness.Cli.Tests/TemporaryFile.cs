namespace ServerlessReadiness.Cli.Tests;

/// <summary>A file that is gone after its test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string content, string extension = ".json")
    {
        Name = Path.Combine(Path.GetTempPath(), $"readiness-{Guid.NewGuid():N}{extension}");
        File.WriteAllText(Name, content);
    }

    public string Name { get; }

    public void Dispose() => File.Delete(Name);
}
