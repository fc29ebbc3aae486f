namespace ServerlessReadiness.Architecture.Tests;

/// <summary>Who may reference whom. A project that does not exist yet has nothing to break.</summary>
public sealed class ReferenceGraphTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Core"] = [],
        ["Application"] = ["Core"],
        ["Aws"] = ["Application", "Core"],
        ["Plans"] = ["Application", "Core"],
        ["WebConsole"] = ["Application", "Core"],
        ["Functions"] = ["Application", "Core", "WebConsole"],
        ["Bootstrap"] = ["Functions", "Aws", "Application", "Core"],
        ["Simulation"] = ["Functions", "Application", "Core"],
        ["Cli"] = ["Functions", "Plans", "Aws", "Simulation", "WebConsole", "Application", "Core"],
    };

    [Fact]
    public void Every_project_is_in_the_graph_and_references_only_what_it_may()
    {
        Assert.All(Repository.Projects.Keys, p => Assert.True(Allowed.ContainsKey(p), $"{p} is not in the graph; add it with an ADR"));
        Assert.All(
            Repository.Projects.Keys.SelectMany(p => Repository.ReferencesOf(p).Select(r => (Project: p, Reference: r))),
            x => Assert.True(Allowed[x.Project].Contains(x.Reference), $"{x.Project} must not reference {x.Reference}"));
        Assert.Contains("Core", Repository.ReferencesOf("Application"));
    }

    [Fact]
    public void Only_the_projects_at_the_edge_reference_AWS_packages()
    {
        string[] edge = ["Aws", "Functions", "Bootstrap"];
        Assert.All(Repository.Projects.Keys.Except(edge), project => Assert.DoesNotContain(
            Repository.PackagesOf(project),
            p => p.StartsWith("AWSSDK", StringComparison.Ordinal) || p.StartsWith("Amazon.", StringComparison.Ordinal)));
        Assert.Contains("AWSSDK.DynamoDBv2", Repository.PackagesOf("Aws"));
    }

    [Fact]
    public void Functions_name_no_service_client() => Assert.DoesNotContain(
        Repository.PackagesOf("Functions"),
        p => p.StartsWith("AWSSDK", StringComparison.Ordinal));

    [Fact]
    public void Core_has_no_package() => Assert.Empty(Repository.PackagesOf("Core"));

    [Fact]
    public void What_Lambda_loads_holds_no_plan_compiler_and_no_terminal()
    {
        var closure = Repository.ClosureOf("Bootstrap");
        Assert.Contains("Functions", closure);
        Assert.DoesNotContain("Plans", closure);
        string[] banned = ["YamlDotNet", "NodaTime", "Spectre.Console", "ScottPlot", "System.CommandLine"];
        Assert.All(closure, project => Assert.All(banned, package =>
        {
            Assert.DoesNotContain(package, Repository.PackagesOf(project));
            Assert.DoesNotContain($"\"{package}\"", Repository.LockFileOf(project), StringComparison.Ordinal);
        }));
    }
}
