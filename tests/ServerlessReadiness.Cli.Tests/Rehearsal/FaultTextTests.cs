using ServerlessReadiness.Cli.Rehearsal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation.Faults;

namespace ServerlessReadiness.Cli.Tests.Rehearsal;

public sealed class FaultTextTests
{
    [Theory]
    [InlineData("zone-loss@12:30", FaultKind.ZoneLoss, "2026-11-27T03:30:00Z", 30 * 60, null)]
    [InlineData("slow-boot@9:05+20m", FaultKind.SlowBoot, "2026-11-27T00:05:00Z", 20 * 60, null)]
    [InlineData("capacity-shortage@12:30+1h:web", FaultKind.CapacityShortage, "2026-11-27T03:30:00Z", 60 * 60, "web")]
    [InlineData("quota@12:30+1h30m", FaultKind.Quota, "2026-11-27T03:30:00Z", 90 * 60, null)]
    [InlineData("impaired@12:30:data", FaultKind.Impaired, "2026-11-27T03:30:00Z", 30 * 60, "data")]
    [InlineData("quota@2026-11-27T07:00", FaultKind.Quota, "2026-11-26T22:00:00Z", 30 * 60, null)]
    [InlineData("throttling@2026-11-27T03:30Z+90s", FaultKind.Throttling, "2026-11-27T03:30:00Z", 90, null)]
    [InlineData("messages-lost@2026-11-27T12:30+09:00", FaultKind.MessagesLost, "2026-11-27T03:30:00Z", 30 * 60, null)]
    [InlineData("control-plane-down@12:30", FaultKind.ControlPlaneDown, "2026-11-27T03:30:00Z", 30 * 60, null)]
    [InlineData("outside-change@12:30", FaultKind.OutsideChange, "2026-11-27T03:30:00Z", 30 * 60, null)]
    public void A_fault_is_placed_on_the_events_own_clocks(
        string text, FaultKind kind, string at, int seconds, string? component)
    {
        var expected = new PlannedFault(
            kind,
            DateTimeOffset.Parse(at),
            TimeSpan.FromSeconds(seconds),
            component is null ? null : ComponentName.Parse(component));
        var fault = FaultText.Parse(text, HandMade.Plan);
        Assert.Equal(expected, fault);
        Assert.Equal(expected, FaultText.Parse(FaultText.Show(fault, new PlanClocks(HandMade.Plan)), HandMade.Plan));
    }

    [Theory]
    [InlineData("zone-lost@12:30", "\"zone-lost\"", "did you mean \"zone-loss\"")]
    [InlineData("meteor@12:30", "\"meteor\"", "use one of zone-loss, slow-boot")]
    [InlineData("zone-loss", "does not say when", "zone-loss@12:30")]
    [InlineData("zone-loss@noon", "does not say when", "zone-loss@12:30")]
    [InlineData("zone-loss@12:30+20", "does not say when", "+20m")]
    [InlineData("zone-loss@25:00", "\"25:00\" is no time of day", "12:30")]
    [InlineData("zone-loss@12:30+0m", "lasts no time", "+20m")]
    [InlineData("zone-loss@12:30+99999999999d", "lasts too long", "+20m")]
    [InlineData("zone-loss@23:30", "is outside the event", "within it")]
    [InlineData("zone-loss@12:30:wed", "no component \"wed\"", "did you mean \"web\"")]
    public void A_slip_is_named_with_what_was_probably_meant(string text, string cause, string next)
    {
        var error = Assert.Throws<CliException>(() => FaultText.Parse(text, HandMade.Plan));
        Assert.Equal(ExitCodes.BadInput, error.ExitCode);
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
        Assert.Contains(next, error.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_that_the_clocks_skip_or_show_twice_is_not_guessed()
    {
        var berlin = HandMade.Plan with
        {
            Offsets =
            [
                new(HandMade.Prewarm.AddDays(-30), TimeSpan.FromHours(1), "CET"),
                new(new DateTimeOffset(2026, 11, 27, 1, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(2), "CEST"),
                new(new DateTimeOffset(2026, 11, 27, 5, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1), "CET"),
            ],
        };
        Assert.Contains("skip", Error("zone-loss@02:30").Message, StringComparison.Ordinal);
        Assert.Contains("twice", Error("zone-loss@06:30").Message, StringComparison.Ordinal);
        Assert.Contains("2026-11-27T06:30+02:00", Error("zone-loss@06:30").Next, StringComparison.Ordinal);
        Assert.Equal(
            new DateTimeOffset(2026, 11, 27, 4, 30, 0, TimeSpan.Zero),
            FaultText.Parse("zone-loss@2026-11-27T06:30+02:00", berlin).At);

        CliException Error(string text) => Assert.Throws<CliException>(() => FaultText.Parse(text, berlin));
    }
}
