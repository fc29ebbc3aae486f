using System.CommandLine;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation;
using ServerlessReadiness.Simulation.Faults;

namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>The options that say what happens to a simulated world.</summary>
internal sealed class WorldOptions
{
    private static readonly string[] Weathers = ["fair", "usual", "storm"];

    private readonly Option<string> _seed = new("--seed")
    {
        Description = "The seed of the weather; 1 if not given. The same seed plays the same history.",
        HelpName = "N",
        DefaultValueFactory = _ => "1",
    };

    private readonly Option<string?> _whatIf = new("--what-if")
    {
        Description = "How the world differs from the plan: peak, boot, capacity, such as peak=2x,boot=3x.",
        HelpName = "NAME=FACTORx",
    };

    private readonly Option<string[]> _fault = new("--fault")
    {
        Description = "A fault at a time on the event's clocks, for 30 minutes unless it says otherwise, such "
            + "as zone-loss@12:30 or slow-boot@2026-11-27T09:10+20m:web. May be given several times.",
        HelpName = "KIND@TIME[+20m][:COMPONENT]",
    };

    private readonly Option<string> _weather = new("--weather")
    {
        Description = "What goes wrong by itself: nothing, what an event usually sees, or everything.",
        HelpName = string.Join('|', Weathers),
        DefaultValueFactory = _ => "usual",
    };

    public WorldOptions() => _weather.AcceptOnlyFromAmong(Weathers);

    public Option<string> Seed => _seed;

    public IReadOnlyList<Option> AfterSeed => [_whatIf, _fault, _weather];

    /// <exception cref="CliException">One of them cannot be used.</exception>
    public SimulationSettings Read(CommandCall call, CompiledPlan plan) => new(SeedOf(call.Value(_seed)!))
    {
        WhatIf = WhatIfText.Parse(call.Value(_whatIf)),
        Faults = [.. (call.Value(_fault) ?? []).Select(f => FaultText.Parse(f, plan))],
        Weather = Enum.Parse<Weather>(call.Value(_weather)!, ignoreCase: true),
    };

    private static ulong SeedOf(string text) => ulong.TryParse(text, out var seed) ? seed
        : throw CliException.BadInput($"--seed \"{text}\" is no whole number from 0 on", "write such as --seed 7");
}
