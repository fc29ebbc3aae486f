namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>Every invariant.</summary>
internal static class AllCheckers
{
    public static IReadOnlyList<Checker> For(Scene scene) =>
    [
        new NoBug(scene),
        new NoSignalLost(scene),
        new OneRunPerTransition(scene),
        new BoundsHold(scene),
        new EnoughHealthy(scene),
        new TrafficServed(scene),
        new NothingStartsPaused(scene),
        new BackToNormal(scene),
        new EffectsJournalled(scene),
        new HooksComplete(scene),
        new ReportsMade(scene),
        new NoLateEffect(scene),
        new RunsEnd(scene),
        new AlarmsAnswered(scene),
    ];
}
