using System.Xml.Linq;

namespace ServerlessReadiness.Architecture.Tests;

/// <summary>The project files of this repository.</summary>
internal static class Repository
{
    private const string Prefix = "ServerlessReadiness.";

    public static string Root { get; } = FindRoot();

    /// <summary>The projects by their short names, tests left out.</summary>
    public static IReadOnlyDictionary<string, string> Projects { get; } = new[] { "src", "functions" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
        .ToDictionary(NameOf);

    /// <summary>Projects of ours that it references directly.</summary>
    public static IReadOnlyList<string> ReferencesOf(string project) =>
        [.. Items(Projects[project], "ProjectReference").Select(NameOf).Where(Projects.ContainsKey)];

    public static IReadOnlyList<string> PackagesOf(string project) => [.. Items(Projects[project], "PackageReference")];

    /// <summary>It and all that it references, directly or not.</summary>
    public static IReadOnlySet<string> ClosureOf(string project)
    {
        var found = new HashSet<string>();
        var next = new Queue<string>([project]);
        while (next.TryDequeue(out var one))
        {
            if (found.Add(one))
            {
                ReferencesOf(one).ToList().ForEach(next.Enqueue);
            }
        }

        return found;
    }

    /// <summary>Every package that restoring the project brings, directly or not, as its lock file names them.</summary>
    public static string LockFileOf(string project) =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(Projects[project])!, "packages.lock.json"));

    private static IEnumerable<string> Items(string project, string item) =>
        XDocument.Load(project).Descendants(item).Select(e => e.Attribute("Include")?.Value).OfType<string>();

    private static string NameOf(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
