namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>Finds things of the repository from wherever the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "ServerlessReadiness.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException($"No ServerlessReadiness.sln above {AppContext.BaseDirectory}.");
    }
}
