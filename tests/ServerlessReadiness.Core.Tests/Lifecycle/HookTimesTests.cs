using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Tests.Lifecycle;

public sealed class HookTimesTests
{
    private static readonly DateTimeOffset T0 = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(30)]
    [InlineData(120)]
    [InlineData(900)]
    [InlineData(3600)]
    [InlineData(7200)]
    public void A_heartbeat_is_due_before_half_is_used_and_the_end_before_all_is(int seconds)
    {
        var timeout = TimeSpan.FromSeconds(seconds);
        var hook = Hook(timeout, T0 + (timeout * 50));

        var beatAt = HookTimes.BeatAt(hook)!.Value;
        var completeBy = HookTimes.CompleteBy(hook);

        Assert.True(beatAt < T0 + (timeout / 2));
        Assert.True(beatAt < completeBy);
        Assert.True(completeBy < hook.Deadline);
        Assert.Equal(beatAt + timeout, HookTimes.Beaten(hook, beatAt).Deadline);
    }

    [Fact]
    public void A_heartbeat_that_gives_no_more_time_is_not_sent() =>
        Assert.Null(HookTimes.BeatAt(Hook(TimeSpan.FromHours(1), T0.AddHours(1))));

    [Fact]
    public void The_whole_wait_is_bound_by_48_hours_and_by_100_time_outs()
    {
        Assert.Equal(TimeSpan.FromHours(48), HookTimes.LimitOf(TimeSpan.FromHours(1)));
        Assert.Equal(TimeSpan.FromMinutes(100), HookTimes.LimitOf(TimeSpan.FromMinutes(1)));
    }

    [Theory]
    [InlineData("eni-0abc", "eni-0abc")]
    [InlineData(" eni-0abc ", "eni-0abc")]
    [InlineData("""{"networkInterfaceId":"eni-0abc","tier":"web"}""", "eni-0abc")]
    [InlineData("""{"networkInterfaceId":"i-0abc"}""", null)]
    [InlineData("""{"networkInterfaceId":7}""", null)]
    [InlineData("""["eni-0abc"]""", null)]
    [InlineData("eni-0abc and more", null)]
    [InlineData("{", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Metadata_names_an_interface_or_nothing(string? metadata, string? expected) =>
        Assert.Equal(expected, HookMetadata.Find(metadata, HookMetadata.InterfaceKey, "eni-"));

    private static RunTrigger.ByHook Hook(TimeSpan timeout, DateTimeOffset limit) =>
        new("ready", true, "token", T0 + timeout) { Timeout = timeout, LimitAt = limit };
}
