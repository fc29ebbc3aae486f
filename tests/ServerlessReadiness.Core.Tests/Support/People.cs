using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Tests.Support;

/// <summary>A plan of people: an event in Seoul on a Friday, four contacts.</summary>
internal static class People
{
    /// <summary>Friday 27 November 2026, 09:00 in Seoul.</summary>
    public static readonly DateTimeOffset Live = new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);

    public static readonly Contact Owner = new("Min-ji Park", "owner", "minji@example.com", []) { Language = Language.Korean };
    public static readonly Contact Ops = new("Ops", "operator", "ops@example.com", []);
    public static readonly Contact Boss = new("Boss", "leadership", "boss@example.com", [Phase.Live]);
    public static readonly Contact Partner = new("Partner", "external", "partner@example.com", []);

    public static CompiledPlan Plan { get; } = LadderPlans.Plan with
    {
        Name = "Sale",
        TimeZone = "Asia/Seoul",
        Offsets = [new UtcOffsetChange(DateTimeOffset.UnixEpoch, TimeSpan.FromHours(9), "KST")],
        Schedule = new EventSchedule(Live.AddHours(-4), Live, Live.AddHours(24), Live.AddHours(32)),
        Contacts = [Owner, Ops, Boss, Partner],
    };
}
