using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Tests.Plans;

public sealed class PlanClocksTests
{
    private static readonly DateTimeOffset Spring = new(2026, 3, 29, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Autumn = new(2026, 10, 25, 1, 0, 0, TimeSpan.Zero);
    private static readonly PlanClocks Berlin = new(
    [
        new UtcOffsetChange(Spring.AddDays(-90), TimeSpan.FromHours(1), "CET"),
        new UtcOffsetChange(Spring, TimeSpan.FromHours(2), "CEST"),
        new UtcOffsetChange(Autumn, TimeSpan.FromHours(1), "CET"),
    ]);

    [Theory]
    [InlineData("2026-03-29T00:59:59Z", "2026-03-29T01:59:59+01:00", "CET")]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00", "CEST")]
    [InlineData("2026-10-25T01:00:00Z", "2026-10-25T02:00:00+01:00", "CET")]
    [InlineData("2020-01-01T00:00:00Z", "2020-01-01T01:00:00+01:00", "CET")]
    public void An_instant_is_shown_on_the_events_clocks(string instant, string local, string abbreviation)
    {
        var at = DateTimeOffset.Parse(instant);
        Assert.True(DateTimeOffset.Parse(local).EqualsExact(Berlin.ToLocal(at)));
        Assert.Equal(abbreviation, Berlin.Abbreviation(at));
    }

    [Theory]
    [InlineData("2026-06-01T12:00:00", "2026-06-01T10:00:00Z")]
    [InlineData("2026-03-29T02:30:00")]
    [InlineData("2026-10-25T02:30:00", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")]
    [InlineData("2026-10-25T03:00:00", "2026-10-25T02:00:00Z")]
    public void A_local_time_has_one_instant_none_or_two(string local, params string[] instants) =>
        Assert.Equal(instants.Select(DateTimeOffset.Parse), Berlin.InstantsOf(DateTime.Parse(local)));

    [Fact]
    public void Without_offsets_the_clocks_show_utc() =>
        Assert.Equal("UTC", new PlanClocks(EquatableList.From<UtcOffsetChange>([])).Abbreviation(Spring));
}
