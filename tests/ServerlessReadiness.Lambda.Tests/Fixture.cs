namespace ServerlessReadiness.Lambda.Tests;

/// <summary>A recorded message, embedded in this assembly.</summary>
internal static class Fixture
{
    public static Stream Open(string name) => typeof(Fixture).Assembly.GetManifestResourceStream(name)
        ?? throw new FileNotFoundException($"There is no fixture {name}; add it to Fixtures/.", name);
}
