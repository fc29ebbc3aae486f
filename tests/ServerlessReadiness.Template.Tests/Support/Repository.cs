using System.Reflection;

namespace ServerlessReadiness.Template.Tests.Support;

/// <summary>The files of this repository; the build writes its place into the test assembly.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static string Tool(string name) =>
        Path.Combine(Root, "tests", "ServerlessReadiness.Template.Tests", "Tools", name);

    public static string Text(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    /// <summary>The sources of a folder, without what a build put there.</summary>
    public static IEnumerable<string> Sources(params string[] folder)
    {
        var root = Path.Combine([Root, .. folder]);
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(root, file)
                .Split(Path.DirectorySeparatorChar)
                .Any(part => part is "bin" or "obj"));
    }
}
