using System.Text.Json.Nodes;

namespace ServerlessReadiness.Cli.Tests;

/// <summary>A command run in this process, with what it wrote.</summary>
internal sealed record ToolRun(int ExitCode, string Out, string Error)
{
    public JsonObject Json => JsonNode.Parse(Out)!.AsObject();

    public JsonObject ErrorJson => JsonNode.Parse(Error)!.AsObject();

    public static async Task<ToolRun> OfAsync(IReadOnlyDictionary<string, string> variables, params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var around = new CliSurroundings(
            output,
            error,
            variables.GetValueOrDefault,
            TimeProvider.System,
            "tester",
            IsTerminal: false,
            CliSurroundings.WidthOfFiles);
        var exitCode = await new ReadinessTool(around).RunAsync(args, TestContext.Current.CancellationToken);
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Without any variable set, as on a machine that knows nothing of AWS.</summary>
    public static Task<ToolRun> OfAsync(params string[] args) => OfAsync(new Dictionary<string, string>(), args);

    public static string Signal(string name) =>
        Path.Combine(AppContext.BaseDirectory, "samples", "signals", name + ".json");

    public static string Plan(string name = "web-shop") =>
        Path.Combine(AppContext.BaseDirectory, "samples", name + ".yaml");

    /// <summary>The sample plan's compiled form, as <c>plan show --compiled</c> prints it.</summary>
    public static async Task<string> CompiledPlanAsync(string name = "web-shop")
    {
        var run = await OfAsync("plan", "show", Plan(name), "--compiled");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return run.Out;
    }
}
