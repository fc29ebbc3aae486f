using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>Tells a person how far the rehearsal is, in a share and in words.</summary>
/// <param name="Show">Is called from several threads, with 0 to 1 and what is shown beside it.</param>
internal sealed record RehearsalProgress(Action<double, string> Show)
{
    public static readonly RehearsalProgress None = new((_, _) => { });

    /// <summary>For both worlds of a pair, whether they are played at once or one after the other.</summary>
    public Action<int, DateTimeOffset> ForPair(CompiledPlan plan)
    {
        var zone = new PlanClocks(plan);
        var (from, until) = (plan.Schedule.Prewarm, plan.Schedule.Closed);
        var shares = new double[2];
        return (world, at) =>
        {
            Volatile.Write(ref shares[world], Math.Clamp((at - from) / (until - from), 0, 1));
            Show(
                (Volatile.Read(ref shares[0]) + Volatile.Read(ref shares[1])) / shares.Length,
                $"{zone.ToLocal(at):ddd HH:mm} {zone.Abbreviation(at)}, {plan.Schedule.PhaseAt(at)}");
        };
    }

    public void SeedsDone(int done, int all) => Show((double)done / all, $"seed {done} of {all}");
}
