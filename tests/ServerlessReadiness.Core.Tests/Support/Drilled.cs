using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Recovery;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Tests.Support;

/// <summary>A drill of a region shift with a target of ten minutes.</summary>
internal static class Drilled
{
    public const string Fingerprint = "abc";
    public static readonly RunbookName Shift = RunbookName.Parse("shift");
    public static readonly RunId Run = RunId.Parse("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    public static readonly RunId Back = RunId.Parse("01BX5ZZKBKACTAV9WEVGEMMVRZ");

    public static Contingency Contingency { get; } = new(
        "region-lost",
        "The home region is lost",
        Ladders.Front.Name,
        Shift,
        null,
        TimeSpan.FromMinutes(10),
        null);

    public static Runbook Runbook { get; } = new(Shift, [Ladders.Step("over", new StepAction.DnsFailover(), Ladders.Edge)]);

    public static Runbook WayBack { get; } = new(
        RunbookName.Parse("drill-back"),
        [Ladders.Step("over-back", new StepAction.DnsFailback(), Ladders.Edge)]);

    public static DrillRecord UnderWay { get; } = DrillRecord.New(Alarmed.Event, Contingency.Name) with
    {
        UnderWay = new DrillUnderWay(Run, Make.T0, "kim", "practice", 3, Fingerprint, null, null),
    };

    public static DrillSituation Situation(Run? run, DrillRecord? record = null, Run? back = null) =>
        new(Alarmed.Situation.Head, Contingency, record ?? UnderWay, WayBack, run, back);

    public static Run Ended(RunState state, TimeSpan after) =>
        Ladders.Ended(Runbook, state) with { EndedAt = Make.T0 + after };
}
