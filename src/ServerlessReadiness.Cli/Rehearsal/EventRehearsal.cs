using ServerlessReadiness.Core.Criteria;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation;
using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>
/// Plays a plan. Each world is played on one thread and shares nothing with another, so several are played at once.
/// </summary>
/// <param name="player">Plays a world.</param>
/// <param name="contingencies">Plays a contingency; the simulator when null.</param>
internal sealed class EventRehearsal(
    Player player,
    Func<CompiledPlan, Contingency, ulong, ContingencyOutcome>? contingencies = null)
{
    private readonly Func<CompiledPlan, Contingency, ulong, ContingencyOutcome> _contingencies =
        contingencies ?? ContingencyPlay.Play;

    public RehearsedPair Play(CompiledPlan plan, RehearsalOptions options, RehearsalProgress progress)
    {
        var worlds = new SimulationResult[2];
        var watch = progress.ForPair(plan);
        Each(worlds.Length, i => worlds[i] = player(
            plan,
            options.SettingsFor(options.Seed, withAutomation: i == 0, records: true),
            at => watch(i, at)));
        var shown = Measure(plan, worlds[0]);
        var seeds = options.Seeds > 1 ? PlaySeeds(plan, options, shown, progress) : null;
        var outcomes = new ContingencyOutcome[plan.Contingencies.Count];
        Each(outcomes.Length, i => outcomes[i] = _contingencies(plan, plan.Contingencies[i], options.Seed));
        return new RehearsedPair(plan, options, shown, Measure(plan, worlds[1]), seeds) { Contingencies = outcomes };
    }

    public static RehearsedWorld Measure(CompiledPlan plan, SimulationResult result)
    {
        var facts = FactsOf(plan, result);
        return new RehearsedWorld(result, facts, CriteriaEvaluation.Evaluate(plan, facts));
    }

    private SeedSeries PlaySeeds(
        CompiledPlan plan,
        RehearsalOptions options,
        RehearsedWorld shown,
        RehearsalProgress progress)
    {
        var outcomes = new SeedOutcome[options.Seeds];
        outcomes[0] = OutcomeOf(options.Seed, shown);
        var done = 1;
        Each(options.Seeds - 1, i =>
        {
            var seed = options.Seed + (ulong)i + 1;
            var settings = options.SettingsFor(seed, withAutomation: true, records: false);
            outcomes[i + 1] = OutcomeOf(seed, Measure(plan, player(plan, settings, null)));
            progress.SeedsDone(Interlocked.Increment(ref done), options.Seeds);
        });
        return new SeedSeries(outcomes);
    }

    // One world a core: more at once would only take turns. A defect in one stops all and is told as it is.
    private static void Each(int count, Action<int> play)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, play);
        }
        catch (AggregateException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    private static SeedOutcome OutcomeOf(ulong seed, RehearsedWorld world) => new(
        seed,
        world.Holds,
        world.Facts.Offered == 0 ? null : world.Facts.Served * 100m / world.Facts.Offered,
        (decimal)world.Facts.LongestRelief.Ticks / TimeSpan.TicksPerMinute,
        world.Facts.ExtraSpend,
        world.Result.Violations);

    private static CriterionFacts FactsOf(CompiledPlan plan, SimulationResult result)
    {
        var (live, cooldown) = (plan.Schedule.Live, plan.Schedule.Cooldown);
        var pressures = result.Pressures
            .Where(p => p.From < cooldown && (p.RelievedAt ?? result.Until) > live)
            .ToList();
        return new CriterionFacts(
            result.Live.Served,
            result.Live.Shed,
            result.Live.Failed,
            pressures.Count == 0 ? TimeSpan.Zero : pressures.Max(p => (p.RelievedAt ?? result.Until) - p.From),
            pressures.All(p => p.RelievedAt is not null),
            result.ExtraSpend);
    }
}
