using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Tests.Lifecycle;

public sealed class HookDeciderTests
{
    private static readonly DateTimeOffset T0 = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly RunId Id = RunId.Parse("01KB0Z6T5R9V3M8QWXYC4D7E2F");

    public static TheoryData<string, string?, int, HookVerdict> Messages => new()
    {
        { "none", "a", 0, HookVerdict.Starts },
        { "seen", "a", 0, HookVerdict.Starts },
        { "live a", "a", 0, HookVerdict.Duplicate },
        { "ended a", "a", 0, HookVerdict.Duplicate },
        { "ended a", "b", 10, HookVerdict.Starts },
        { "live a", "b", 10, HookVerdict.Starts },
        { "adopted", "a", -1, HookVerdict.Stale },
        { "adopted", "a", 0, HookVerdict.Stale },
        { "adopted", "b", 10, HookVerdict.Starts },
        { "adopted", null, -1, HookVerdict.Stale },
    };

    public static TheoryData<string, int, bool, bool, HookVerdict> Sights => new()
    {
        { "none", 0, false, false, HookVerdict.LooksAgain },
        { "none", 0, false, true, HookVerdict.Starts },
        { "seen", 20, false, false, HookVerdict.LooksAgain },
        { "seen", 20, false, true, HookVerdict.Starts },
        { "seen", 60, false, false, HookVerdict.Starts },
        { "live a", 60, false, false, HookVerdict.InHand },
        { "live a", 60, true, false, HookVerdict.Starts },
        { "ended a", 60, false, false, HookVerdict.LooksAgain },
        { "ended a", 180, false, false, HookVerdict.Starts },
        { "tried", 180, false, false, HookVerdict.GivenUp },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_is_answered_once_for_each_wait(string memory, string? token, int atSeconds, HookVerdict expected) =>
        Assert.Equal(
            expected,
            HookDecider.Decide(
                Memory(memory),
                new HookAsk(ByClock: false, token, T0.AddSeconds(atSeconds), RunIsGone: false, IsUrgent: false),
                T0.AddMinutes(1)).Verdict);

    [Theory]
    [MemberData(nameof(Sights))]
    public void What_waits_without_a_run_is_adopted(
        string memory,
        int nowSeconds,
        bool runIsGone,
        bool urgent,
        HookVerdict expected) =>
        Assert.Equal(
            expected,
            HookDecider.Decide(
                Memory(memory),
                new HookAsk(ByClock: true, null, T0.AddSeconds(nowSeconds), runIsGone, urgent),
                T0.AddSeconds(nowSeconds)).Verdict);

    private static HookMemory? Memory(string name)
    {
        var seen = new HookMemory(
            EventId.Parse("sale"),
            ComponentName.Parse("front"),
            "ready",
            Launching: true,
            InstanceId.Parse("i-00000001"),
            null,
            null,
            T0,
            null,
            null,
            null,
            "seen",
            0);
        var live = seen with { Run = Id, StartedAt = T0, Token = "a" };
        return name switch
        {
            "none" => null,
            "seen" => seen,
            "live a" => live,
            "ended a" => live with { EndedAt = T0, Succeeded = true },
            "adopted" => live with { Token = null },
            "tried" => live with { EndedAt = T0, Succeeded = false, Adoptions = HookDecider.AdoptionsMax },
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }
}
