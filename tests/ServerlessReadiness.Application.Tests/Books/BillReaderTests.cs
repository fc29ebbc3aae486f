using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.PostMortems;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.PostMortems;

namespace ServerlessReadiness.Application.Tests.Books;

public sealed class BillReaderTests
{
    private static readonly BillTag Tag = new("event", "sale");

    private static readonly EventFacts Facts = new(
        Sample.Plan with
        {
            Schedule = new EventSchedule(
                new DateTimeOffset(2026, 11, 26, 23, 30, 0, TimeSpan.Zero),
                new DateTimeOffset(2026, 11, 27, 5, 0, 0, TimeSpan.Zero),
                new DateTimeOffset(2026, 11, 28, 5, 0, 0, TimeSpan.Zero),
                new DateTimeOffset(2026, 11, 29, 0, 0, 0, TimeSpan.Zero)),
        },
        new EventHead(Sample.Event, Phase.Closed, AutomationMode.Act, "", 1, Sample.T0),
        new DateTimeOffset(2026, 12, 10, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("2026-12-10", "2026-11-26", "2026-11-30")]
    [InlineData("2026-11-27", "2026-11-26", "2026-11-28")]
    public async Task The_events_days_are_asked_for_as_far_as_they_have_begun(string read, string from, string until)
    {
        var bills = new Bills();
        var facts = Facts with { ReadAt = DateTimeOffset.Parse(read + "T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture) };

        var charged = await new BillReader(bills).AddAsync(facts, Tag, TestContext.Current.CancellationToken);

        Assert.Equal((from, until), ($"{charged.Bill!.From:yyyy-MM-dd}", $"{charged.Bill.Until:yyyy-MM-dd}"));
    }

    [Fact]
    public async Task An_event_that_has_not_begun_is_not_asked_for()
    {
        var bills = new Bills();
        var early = Facts with { ReadAt = Facts.Plan.Schedule.Prewarm.AddDays(-2) };

        var charged = await new BillReader(bills).AddAsync(early, Tag, TestContext.Current.CancellationToken);

        Assert.Contains("not begun", charged.BillUnreadable, StringComparison.Ordinal);
        Assert.Equal(0, bills.Asked);
    }

    [Fact]
    public async Task A_bill_that_cannot_be_read_leaves_the_rest_as_it_was()
    {
        var bills = new Bills { Trouble = new PortException(PortFailure.Denied, "allow ce:GetCostAndUsage.") };

        var charged = await new BillReader(bills).AddAsync(Facts, Tag, TestContext.Current.CancellationToken);

        Assert.Equal((null, "allow ce:GetCostAndUsage."), (charged.Bill, charged.BillUnreadable));
        Assert.Equal(Facts, charged with { BillUnreadable = null });
    }

    private sealed class Bills : IBills
    {
        public PortException? Trouble { get; init; }

        public int Asked { get; private set; }

        public Task<Bill> ReadAsync(BillTag tag, DateOnly from, DateOnly until, CancellationToken cancellationToken)
        {
            Asked++;
            return Trouble is null
                ? Task.FromResult(new Bill(tag.ToString(), from, until, [], IsEstimated: false))
                : Task.FromException<Bill>(Trouble);
        }
    }
}
