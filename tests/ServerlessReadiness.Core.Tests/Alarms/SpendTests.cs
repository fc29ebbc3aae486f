using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Tests.Alarms;

public sealed class SpendTests
{
    private static readonly DateTimeOffset T0 = new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);

    private static readonly Component Limits = new(
        ComponentName.Parse("web"),
        new Resource.AutoScalingGroup("123456789012", "ap-northeast-2", "web-asg"),
        2,
        10,
        90,
        TimeSpan.FromMinutes(5),
        [new Budget(ActionClass.CapacityUp, 3, TimeSpan.FromHours(2), TimeSpan.FromMinutes(1), 100)]);

    [Fact]
    public void A_spend_is_remembered_for_as_long_as_the_longest_window_and_no_longer()
    {
        var state = ComponentState.New(Limits.Name)
            .Spent(At(TimeSpan.Zero), Limits)
            .Spent(At(TimeSpan.FromMinutes(119)), Limits);
        Assert.Equal(2, state.Spends.Count);
        Assert.Equal(
            [T0.AddMinutes(119), T0.AddMinutes(121)],
            state.Spent(At(TimeSpan.FromMinutes(121)), Limits).Spends.Select(s => s.At));
    }

    [Fact]
    public void The_memory_of_spends_is_bounded()
    {
        var state = ComponentState.New(Limits.Name);
        for (var i = 0; i < ComponentState.SpendsMax + 5; i++)
        {
            state = state.Spent(At(TimeSpan.FromSeconds(i)), Limits);
        }

        Assert.Equal(ComponentState.SpendsMax, state.Spends.Count);
        Assert.Equal(T0.AddSeconds(5), state.Spends[0].At);
    }

    private static Spend At(TimeSpan after) =>
        new(ActionClass.CapacityUp, T0 + after, RunId.Parse("01M8D50DBXPG3H3A4CE0WQAVXR"), null, null, []);
}
