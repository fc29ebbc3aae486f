using System.Diagnostics;
using ServerlessReadiness.SliceGenerator;

namespace ServerlessReadiness.Sdk.Tests.Generation;

/// <summary>
/// A folder outside the repository with this repository's build files, where slices of served packages can be generated
/// and built without becoming part of the solution. Deleted on dispose.
/// </summary>
internal sealed class TemporaryTree : IDisposable
{
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromMinutes(5);

    public TemporaryTree()
    {
        Directory.CreateDirectory(Path.Combine(Root, "sdk", "SliceSupport"));
        foreach (var file in new[]
        {
            "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json",
            ".editorconfig", "sdk/Directory.Build.props",
        })
        {
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(Root, file));
        }

        var support = Path.Combine(Repository.Sdk, "SliceSupport");
        foreach (var file in Directory.GetFiles(support, "*.cs").Append(Path.Combine(support, "SliceSupport.props")))
        {
            File.Copy(file, Path.Combine(Root, "sdk", "SliceSupport", Path.GetFileName(file)));
        }
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("readiness-slices-").FullName;

    public void AddSlice(ServiceModel model, SliceSettings settings)
    {
        foreach (var (name, content) in Generator.Generate(model, settings))
        {
            Write("sdk/" + name, content);
        }
    }

    public void Write(string path, string content)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
    }

    /// <summary>A console project that references packages as any project of this repository would.</summary>
    public void AddConsumer(string program, params IEnumerable<string> packages)
    {
        var references = packages.Select(package => $"""<PackageReference Include="{package}" />""");
        Write("consumer/consumer.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <AnalysisMode>None</AnalysisMode>
                <EnforceCodeStyleInBuild>false</EnforceCodeStyleInBuild>
                <NoWarn>$(NoWarn);MA0004;MA0047;MA0048</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                {string.Join("\n    ", references)}
              </ItemGroup>
            </Project>
            """);
        Write("consumer/Program.cs", program);
    }

    /// <summary>Builds the consumer and what it references; returns the folder of assemblies.</summary>
    public async Task<string> BuildAsync(string name, params IEnumerable<string> properties)
    {
        var output = Path.Combine(Root, "out-" + name);
        await RunAsync(
            "dotnet",
            ["build", "consumer/consumer.csproj", "-nologo", "-v", "q", "-o", output, "-p:RestoreLockedMode=false", .. properties]);
        return output;
    }

    /// <summary>
    /// Runs a command here and returns its standard output; its failure is the test's, with what it said.
    /// </summary>
    public async Task<string> RunAsync(
        string command, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A build server of its own would outlive the test and hold files of the temporary folder.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(CommandTimeout);
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var errors = process.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException cause)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"{command} {string.Join(' ', arguments)} did not end within {CommandTimeout}.", cause);
        }

        Assert.True(
            process.ExitCode == 0,
            $"{command} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}\n{await errors}");
        return await output;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
