using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Phases;

namespace ServerlessReadiness.Core.Tests.Phases;

public sealed class PhaseDeciderTests
{
    private static readonly PhaseFacts Nothing = new(null, null);

    public static TheoryData<Phase, bool, bool, bool, int, Phase> Table => new()
    {
        // phase, cancelled, armed or open, –, minute, next
        { Phase.Scheduled, false, false, false, -1, Phase.Scheduled },
        { Phase.Scheduled, false, false, false, 0, Phase.Prewarm },
        { Phase.Scheduled, false, false, false, 500, Phase.Prewarm },
        { Phase.Scheduled, true, true, false, 500, Phase.Scheduled },
        { Phase.Scheduled, true, false, false, -500, Phase.Cancelled },
        { Phase.Prewarm, false, false, false, 59, Phase.Prewarm },
        { Phase.Prewarm, false, false, false, 60, Phase.Live },
        { Phase.Prewarm, true, true, true, 1, Phase.Cooldown },
        { Phase.Live, false, false, false, 119, Phase.Live },
        { Phase.Live, false, false, false, 120, Phase.Cooldown },
        { Phase.Live, true, true, true, 61, Phase.Cooldown },
        { Phase.Cooldown, false, false, true, 999, Phase.Cooldown },
        { Phase.Cooldown, false, false, false, 239, Phase.Cooldown },
        { Phase.Cooldown, false, false, false, 240, Phase.Closed },
        { Phase.Cooldown, true, false, true, 999, Phase.Cooldown },
        { Phase.Cooldown, true, false, false, 130, Phase.Cancelled },
        { Phase.Closed, false, false, false, 999, Phase.Closed },
        { Phase.Closed, true, false, false, 999, Phase.Closed },
        { Phase.Cancelled, true, false, false, 999, Phase.Cancelled },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void An_event_goes_one_phase_on_at_most(
        Phase phase,
        bool cancelled,
        bool armed,
        bool open,
        int minute,
        Phase expected)
    {
        var facts = new PhaseFacts(armed ? "web is armed" : null, open ? "web is not restored" : null);
        var head = Way.Head(phase, cancelling: cancelled ? "rain" : null);
        var decision = PhaseDecider.Decide(head, Way.Plan.Schedule, facts, Way.T0.AddMinutes(minute));
        Assert.Equal(expected, decision.Next);
        Assert.Equal(expected == phase, decision.Stays);
        Assert.NotEmpty(decision.Reason);
    }

    [Fact]
    public void Every_phase_has_a_row_and_no_event_goes_back()
    {
        foreach (var phase in Enum.GetValues<Phase>())
        {
            foreach (var minute in new[] { -100, 0, 60, 120, 240, 1000 })
            {
                foreach (var cancelling in new[] { null, "rain" })
                {
                    foreach (var facts in new[] { Nothing, new("armed", null), new(null, "open"), new("armed", "open") })
                    {
                        var head = Way.Head(phase, cancelling: cancelling);
                        var next = PhaseDecider.Decide(head, Way.Plan.Schedule, facts, Way.T0.AddMinutes(minute)).Next;
                        Assert.True(next >= phase, $"{phase} went to {next}");
                        Assert.False(phase == Phase.Cooldown && facts.NotYetNormal is not null && next != phase);
                    }
                }
            }
        }
    }
}
