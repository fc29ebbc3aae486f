using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Alarms;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Tests.Review;

/// <summary>Each alarm with what relies on it, its way to us, and what is wrong with it.</summary>
public sealed class AlarmOverviewTests
{
    private static readonly ReviewFacts Facts = AlarmWorld.Facts;

    [Fact]
    public void A_sound_account_has_a_way_for_each_alarm_and_nothing_wrong()
    {
        var overview = AlarmOverview.Of(Facts);
        Assert.Equal(["topic alarms", "topic alarms"], overview.Alarms.Select(a => a.Way));
        Assert.Contains("response ", overview.Alarms[0].For, StringComparison.Ordinal);
        Assert.Equal("metric latency", overview.Alarms[1].For);
        Assert.All(overview.Alarms, a => Assert.True(a is { IsEnabled: true, Muted: null, Findings: [] }));
        Assert.Empty(overview.Missing);
        Assert.Empty(overview.People);
        Assert.Empty(overview.Unread);
    }

    [Fact]
    public void The_way_is_named_as_it_is_taken()
    {
        var direct = AlarmWorld.Cpu with { Actions = [AlarmWorld.Responder] };
        Assert.Equal("function AlarmResponder", Only(Facts with { Alarms = AlarmWorld.Seen(direct) }).Way);
        var none = Only(Facts with { Alarms = AlarmWorld.Seen(AlarmWorld.Cpu with { Actions = [] }) });
        Assert.Equal("NONE", none.Way);
        Assert.Contains(none.Findings, f => f.What.Contains("no action", StringComparison.Ordinal));
        var prefixed = Facts with
        {
            Alarms = AlarmWorld.Seen(AlarmWorld.Cpu),
            AlarmRoutes = Facts.AlarmRoutes with { NamePrefix = "front" },
        };
        Assert.Equal("EventBridge rule, by its name", Only(prefixed).Way);
        Assert.Equal("cannot tell", Only(prefixed with { AlarmRoutes = AlarmRoutes.None }).Way);
        var any = AlarmWorld.Cpu with
        {
            Alarm = AlarmId.Of(AlarmWorld.Region, AlarmWorld.Account, "any"),
            Rule = "ALARM(\"front cpu\")",
            Metrics = [],
            ActionsEnabled = false,
        };
        var through = AlarmOverview.Of(Facts with { Alarms = AlarmWorld.Seen(AlarmWorld.Cpu with { Actions = [] }, any) });
        Assert.Equal("composite any, topic alarms", through.Alarms[0].Way);
        Assert.False(through.Alarms[0].IsEnabled);
        Assert.Equal("alarm front cpu", through.Alarms[1].For);
    }

    [Fact]
    public void Mutes_failed_actions_and_mail_alone_are_told()
    {
        var mute = new AlarmMuteView(
            $"arn:aws:cloudwatch:{AlarmWorld.Region}:{AlarmWorld.Account}:alarm-mute-rule:night",
            ["slow"],
            IsActive: true,
            "cron(0 2 * * *)",
            TimeSpan.FromHours(4),
            null);
        var failed = AlarmWorld.Cpu with { Failures = [new AlarmFailure(AlarmWorld.Now, "Failed to execute")] };
        var mail = AlarmWorld.PageTopic with { Subscriptions = [new SubscriptionView("email", "a@example.com", true)] };
        var overview = AlarmOverview.Of(Facts with
        {
            Alarms = AlarmWorld.Seen(failed, AlarmWorld.Slow),
            AlarmMutes = AlarmWorld.Seen(mute),
            Notified = AlarmWorld.Seen(mail),
        });
        Assert.Equal([null, "now: night"], overview.Alarms.Select(a => a.Muted));
        Assert.Contains(overview.Alarms[0].Findings, f => f.What.Contains("Failed to execute", StringComparison.Ordinal));
        Assert.Contains("mail is not paging", Assert.Single(overview.People).What, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_called_missing_while_alarms_could_not_be_read()
    {
        Assert.Equal(2, AlarmOverview.Of(Facts with { Alarms = AlarmWorld.Seen<AlarmPathView>() }).Missing.Count);
        var unread = AlarmOverview.Of(Facts with { Alarms = new Seen<AlarmPathView>([], ["denied"]) });
        Assert.Empty(unread.Missing);
        Assert.Equal(["denied"], unread.Unread);
    }

    private static AlarmWay Only(ReviewFacts facts) => Assert.Single(AlarmOverview.Of(facts).Alarms);
}
