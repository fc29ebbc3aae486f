using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>What a test's world has when it begins.</summary>
internal sealed record StageSetup
{
    public bool WithTable { get; init; } = true;

    public bool WithGroup { get; init; } = true;

    public AutomationMode Mode { get; init; } = AutomationMode.Act;

    /// <summary>Null for no event at all.</summary>
    public CompiledPlan? Plan { get; init; } = TestPlan.Create();

    /// <summary>Alarms that CloudWatch holds in ALARM; the others that the plan answers are OK.</summary>
    public IReadOnlyList<string> Firing { get; init; } = [TestPlan.CapacityAlarm];
}
