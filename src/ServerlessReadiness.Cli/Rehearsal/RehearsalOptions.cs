using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation;
using ServerlessReadiness.Simulation.Faults;

namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>What a person asked the rehearsal to play.</summary>
/// <param name="PlanPath">The plan's file, as it was given.</param>
/// <param name="Seed">The seed of the world that the report shows.</param>
/// <param name="Seeds">How many seeds, this one and those after it; 1 plays it alone.</param>
/// <param name="WhatIf">What differs from the plan.</param>
/// <param name="Faults">Faults at stated instants.</param>
/// <param name="Weather">What the seed draws by itself.</param>
internal sealed record RehearsalOptions(
    string PlanPath,
    ulong Seed,
    int Seeds,
    WhatIf WhatIf,
    IReadOnlyList<PlannedFault> Faults,
    Weather Weather)
{
    public SimulationSettings SettingsFor(ulong seed, bool withAutomation, bool records) => new(seed, withAutomation)
    {
        WhatIf = WhatIf,
        Faults = Faults,
        Weather = Weather,
        Records = records,
    };

    /// <summary>The command that plays one seed again exactly so.</summary>
    public string CommandFor(ulong seed, PlanClocks zone)
    {
        var words = new List<string> { "readiness rehearse", Quoted(PlanPath), $"--seed {seed}" };
        if (WhatIf != WhatIf.AsPlanned)
        {
            words.Add($"--what-if {WhatIfText.Show(WhatIf)}");
        }

        words.AddRange(Faults.Select(f => $"--fault {FaultText.Show(f, zone)}"));
        if (Weather != Weather.Usual)
        {
            words.Add($"--weather {Weather.ToString().ToLowerInvariant()}");
        }

        return string.Join(' ', words);
    }

    private static string Quoted(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || "/._-+@".Contains(c, StringComparison.Ordinal))
            ? path
            : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
