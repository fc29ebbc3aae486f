using System.Runtime.InteropServices;
using ServerlessReadiness.Template.Tests.Support;

namespace ServerlessReadiness.Template.Tests;

/// <summary>
/// The Makefile as `sam build` uses it, in a small copy of the sources with a compiler that only counts its calls: what
/// is under test is what make does, not the native build.
/// </summary>
public sealed class BuildTests(StackFixture fixture) : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("readiness-build-").FullName;
    private string _glibc = "2.34";

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Every_function_has_its_target_and_one_publish_serves_all()
    {
        var stack = await fixture.StackAsync();
        foreach (var function in stack.Functions.Keys)
        {
            // As `sam build` does it, in a copy for each.
            Prepare($"copy-for-{function}");
            var make = await BuildAsync($"copy-for-{function}", function);
            Assert.True(make.ExitCode == 0, make.Output + make.Errors);
            Assert.Equal("the binary", await File.ReadAllTextAsync(
                Path.Combine(_root, "out", function, "bootstrap"), TestContext.Current.CancellationToken));
        }

        Assert.Equal(1, Publishes());
    }

    [Fact]
    public async Task A_copy_of_the_same_sources_publishes_nothing_but_a_changed_one_does()
    {
        Prepare("first");
        Prepare("copy");
        Prepare("changed");
        await File.AppendAllTextAsync(
            Path.Combine(_root, "changed", "src", "A.cs"), "// changed", TestContext.Current.CancellationToken);
        // What a build leaves behind is no source.
        Directory.CreateDirectory(Path.Combine(_root, "copy", "src", "obj"));
        await File.WriteAllTextAsync(
            Path.Combine(_root, "copy", "src", "obj", "A.cs"), "left", TestContext.Current.CancellationToken);

        await BuildAsync("first", "Clock");
        await BuildAsync("copy", "Executor");
        Assert.Equal(1, Publishes());
        await BuildAsync("changed", "Clock");
        Assert.Equal(2, Publishes());
    }

    [Fact]
    public async Task A_binary_that_Lambda_could_not_start_is_refused_and_not_kept()
    {
        Prepare("sources");
        _glibc = "2.38";
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var make = await BuildAsync("sources", "Clock");
            Assert.NotEqual(0, make.ExitCode);
            Assert.Contains("needs glibc 2.38, but Lambda's", make.Errors, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(Path.Combine(_root, "out", "Clock", "bootstrap")));
    }

    [Fact]
    public async Task Another_architecture_than_the_hosts_is_refused_before_anything_is_built()
    {
        Prepare("sources");
        var other = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "x86_64" : "arm64";
        var make = await BuildAsync("sources", "Clock", $"ARCHITECTURE={other}");
        Assert.NotEqual(0, make.ExitCode);
        Assert.Contains($"a native binary for {other} cannot be built", make.Errors, StringComparison.Ordinal);
        Assert.Equal(0, Publishes());
    }

    [Fact]
    public async Task Without_a_place_for_the_result_it_says_so()
    {
        Prepare("sources");
        var make = await BuildAsync("sources", "Clock", "ARTIFACTS_DIR=");
        Assert.NotEqual(0, make.ExitCode);
        Assert.Contains("ARTIFACTS_DIR is not set", make.Errors, StringComparison.Ordinal);
    }

    private void Prepare(string folder)
    {
        var sources = Path.Combine(_root, folder);
        foreach (var part in (string[])["src", "functions", "sdk"])
        {
            Directory.CreateDirectory(Path.Combine(sources, part));
            File.WriteAllText(Path.Combine(sources, part, "A.cs"), part);
        }

        string[] files =
            ["Makefile", "global.json", ".editorconfig", "Directory.Build.props", "Directory.Build.targets"];
        foreach (var file in files)
        {
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(sources, file));
        }

        Script("dotnet", $"""
            echo published >> {_root}/publishes
            mkdir -p artifacts/publish
            printf 'the binary' > artifacts/publish/bootstrap
            chmod +x artifacts/publish/bootstrap
            """);
        Script("objdump", "echo \"0 DF *UND* 0 (GLIBC_2.17) read\"; echo \"0 DF *UND* 0 (GLIBC_$TEST_GLIBC) fmod\"");
    }

    private void Script(string name, string body)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "tools")).FullName, name);
        File.WriteAllText(file, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private Task<Command> BuildAsync(string sources, string function, params string[] variables) => Command.RunAsync(
        "make",
        [
            $"build-{function}",
            $"ARTIFACTS_DIR={_root}/out/{function}",
            $"BUILD_CACHE={_root}/cache",
            .. variables,
        ],
        folder: Path.Combine(_root, sources),
        environment: new Dictionary<string, string>
        {
            ["PATH"] = $"{_root}/tools:{Environment.GetEnvironmentVariable("PATH")}",
            ["TEST_GLIBC"] = _glibc,
            ["MAKEFLAGS"] = "",
        });

    private int Publishes()
    {
        var log = Path.Combine(_root, "publishes");
        return File.Exists(log) ? File.ReadAllLines(log).Length : 0;
    }
}
