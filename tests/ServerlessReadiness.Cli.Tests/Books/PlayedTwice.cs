using ServerlessReadiness.Cli.Books;
using ServerlessReadiness.Cli.Rehearsal;
using ServerlessReadiness.Cli.Tests.Books;
using ServerlessReadiness.Core.PostMortems;
using ServerlessReadiness.Plans;
using ServerlessReadiness.Simulation;

[assembly: AssemblyFixture(typeof(PlayedTwice))]

namespace ServerlessReadiness.Cli.Tests.Books;

/// <summary>The sale with twice its expected load, played once for all tests that read what came of it.</summary>
public sealed class PlayedTwice
{
    private readonly Lazy<EventFacts> _facts = new(() =>
    {
        var plan = PlanCompiler.Compile(Text, "black-friday.yaml").Plan!;
        var options = new RehearsalOptions(
            "black-friday.yaml", 1, 1, new WhatIf(Peak: 2), [], Simulation.Faults.Weather.Usual);
        return RehearsedFacts.Of(new EventRehearsal(Simulator.Run).Play(plan, options, RehearsalProgress.None))!;
    });

    public static string Text { get; } = File.ReadAllText(ToolRun.Plan("black-friday"));

    internal EventFacts Facts => _facts.Value;
}
