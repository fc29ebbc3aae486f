using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Plans.Tests;

/// <summary>Instants on the zone's clocks, where the clocks change too.</summary>
public sealed class InstantTests
{
    [Theory]
    [InlineData("2026-06-01T09:00", "2026-06-01T07:00Z")]
    [InlineData("2026-06-01 09:00", "2026-06-01T07:00Z")]
    [InlineData("2026-06-01T09:00:30", "2026-06-01T07:00:30Z")]
    [InlineData("2026-12-01T09:00", "2026-12-01T08:00Z")]
    [InlineData("2026-06-01T09:00Z", "2026-06-01T09:00Z")]
    [InlineData("2026-06-01T09:00+02:00", "2026-06-01T07:00Z")]
    [InlineData("2026-10-25T02:30+02:00", "2026-10-25T00:30Z")]
    [InlineData("2026-10-25T02:30+01:00", "2026-10-25T01:30Z")]
    public void A_time_of_day_is_meant_on_the_events_clocks(string text, string utc) => Assert.Equal(
        DateTimeOffset.Parse(utc),
        Text.Compile(Text.With("2026-06-01T09:00", text)).Schedule.Live);

    [Theory]
    [InlineData(
        "2026-03-29T02:30",
        "2026-03-29T02:30 does not exist in Europe/Berlin: the clocks go from 2026-03-29T02:00 to 2026-03-29T03:00",
        "the nearest instants are 2026-03-29T01:59 and 2026-03-29T03:00")]
    [InlineData(
        "2026-10-25T02:30",
        "2026-10-25T02:30 happens twice in Europe/Berlin, because the clocks are set back",
        "write 2026-10-25T02:30+02:00 for the first, or 2026-10-25T02:30+01:00 for the second")]
    public void A_time_that_does_not_exist_or_happens_twice_is_refused_with_what_to_write(
        string text,
        string cause,
        string next)
    {
        var problem = Assert.Single(Text.Problems(Text.With("2026-06-01T09:00", text)));
        Assert.Equal((6, 9, cause, next), (problem.Line, problem.Column, problem.Cause, problem.NextStep));
    }

    [Fact]
    public void What_the_refusal_of_a_gap_or_an_overlap_says_compiles()
    {
        string[] texts =
            ["2026-03-29T01:59", "2026-03-29T03:00", "2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"];
        Assert.All(texts, text => Text.Compile(Text.With("2026-06-01T09:00", text)));
    }

    [Fact]
    public void A_zone_whose_summer_time_begins_at_midnight_has_its_gap_named()
    {
        var text = Text.With("Europe/Berlin", "Africa/Cairo").Replace("2026-06-01T09:00", "2026-04-24T00:15", StringComparison.Ordinal);
        Assert.Contains("does not exist in Africa/Cairo", Assert.Single(Text.Problems(text)).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Phases_may_be_relative_to_each_other_in_any_order()
    {
        var schedule = Text.Compile(Text.With("2026-06-01T09:00", "closed - 6h")
            .Replace("cooldown + 2h", "2026-06-01T15:00", StringComparison.Ordinal)).Schedule;
        var live = DateTimeOffset.Parse("2026-06-01T07:00Z");
        Assert.Equal(new EventSchedule(live.AddHours(-3), live, live.AddHours(4), live.AddHours(6)), schedule);
    }

    [Fact]
    public void A_duration_over_a_change_of_clocks_is_time_that_passes()
    {
        var schedule = Text.Compile(Text.With("2026-06-01T09:00", "2026-10-25T01:00")).Schedule;
        Assert.Equal(TimeSpan.FromHours(4), schedule.Cooldown - schedule.Live);
    }

    [Fact]
    public void Functions_get_the_zones_offsets_around_the_event()
    {
        var offsets = Text.Compile(Text.With("2026-06-01T09:00", "2026-10-24T20:00")).Offsets;
        var change = Assert.Single(offsets, o => o.From == DateTimeOffset.Parse("2026-10-25T01:00Z"));
        Assert.Equal((TimeSpan.FromHours(1), "CET"), (change.Offset, change.Abbreviation));
        Assert.Equal((TimeSpan.FromHours(2), "CEST"), (offsets[0].Offset, offsets[0].Abbreviation));
        Assert.True(offsets[0].From < DateTimeOffset.Parse("2026-10-20T00:00Z"));
    }

    [Fact]
    public void An_offset_that_the_zone_has_not_then_is_a_notice()
    {
        var compilation = PlanCompiler.Compile(Text.With("2026-06-01T09:00", "2026-06-01T09:00+01:00"), "plan.yaml");
        var notice = Assert.Single(compilation.Notices);
        Assert.Equal((6, 9), (notice.Line, notice.Column));
        Assert.Contains("is 2026-06-01T10:00 on the clocks of Europe/Berlin", notice.Cause, StringComparison.Ordinal);
        Assert.NotNull(compilation.Plan);
    }
}
