using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Tests.Support;

/// <summary>Plans around <see cref="Ladders"/>.</summary>
internal static class LadderPlans
{
    /// <summary>With the three levels of <see cref="Ladders.Ladder"/>.</summary>
    public static CompiledPlan Plan { get; } = new(
        Alarmed.Event,
        "Spring sale",
        "Asia/Seoul",
        [new(Make.T0.AddDays(-1), TimeSpan.FromHours(9), "KST")],
        new(Make.T0, Make.T0.AddHours(1), Make.T0.AddHours(2), Make.T0.AddHours(3)),
        [
            Ladders.Front,
            new Component(Ladders.Edge, Ladders.Listener, 0, 0, 0, TimeSpan.FromMinutes(5), []),
        ],
        [],
        [],
        TimeSpan.FromMinutes(15))
    {
        Ladders = [Ladders.Ladder],
        Metrics = [Ladders.Requests],
    };
}
