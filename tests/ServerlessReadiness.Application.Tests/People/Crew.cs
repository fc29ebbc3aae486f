using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Reporting;

namespace ServerlessReadiness.Application.Tests.People;

/// <summary>The sample's plan with people in it, and a sender for mail.</summary>
internal static class Crew
{
    public static readonly Contact Ops = new("Ops", "operator", "ops@example.com", []);
    public static readonly Contact Minji = new("Min-ji Park", "owner", "minji@example.com", []) { Language = Language.Korean };
    public static readonly Contact Boss = new("Boss", "leadership", "boss@example.com", []);

    public static CompiledPlan Plan { get; } = Sample.Plan with
    {
        Contacts = [Ops, Minji, Boss],
        Reports = ReportPlan.None with { From = "readiness@example.com" },
    };

    /// <summary>The same event, still to come.</summary>
    public static CompiledPlan Coming { get; } = Plan with
    {
        Schedule = new EventSchedule(Sample.T0.AddDays(9), Sample.T0.AddDays(10), Sample.T0.AddDays(11), Sample.T0.AddDays(12)),
    };
}
