using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Reports;

/// <summary>What comes next, soonest first.</summary>
internal static class ReportComing
{
    private const int StepsMax = 12;

    private static readonly TimeSpan PeakWithin = TimeSpan.FromHours(4);

    public static EquatableList<Coming> Of(ReportFacts facts)
    {
        if (facts.Head.Phase is Phase.Closed or Phase.Cancelled)
        {
            return [];
        }

        return EquatableList.From(new[] { Phases(facts), Stages(facts), Armed(facts), Approvals(facts), Peak(facts),
                Confirmations(facts), Next(facts) }
            .SelectMany(c => c)
            .OrderBy(c => c.At ?? DateTimeOffset.MaxValue)
            .ThenBy(c => c.Kind)
            .Take(StepsMax));
    }

    private static IEnumerable<Coming> Phases(ReportFacts facts)
    {
        var schedule = facts.Plan.Schedule;
        (Phase Phase, DateTimeOffset At)[] steps =
        [
            (Phase.Prewarm, schedule.Prewarm),
            (Phase.Live, schedule.Live),
            (Phase.Cooldown, schedule.Cooldown),
            (Phase.Closed, schedule.Closed),
        ];
        return facts.Head.Cancelling is not null
            ? []
            : steps.Where(s => s.At > facts.Now && s.Phase > facts.Head.Phase)
                .Take(1)
                .Select(s => new Coming(ComingKind.Phase, s.At, s.Phase.ToString(), 0));
    }

    private static IEnumerable<Coming> Stages(ReportFacts facts) => facts.Head.Phase is Phase.Scheduled or Phase.Prewarm
        ? facts.Plan.Stages
            .Where(s => s.At > facts.Now)
            .Select(s => new Coming(
                ComingKind.Stage,
                s.At,
                string.Join(", ", s.Goals.Select(g => g.Component.Value)),
                s.Number))
        : [];

    private static IEnumerable<Coming> Armed(ReportFacts facts) => facts.Components.SelectMany(c =>
        Arming.StillArmed(c.Resource, facts.Now)
            .Select(a => new Coming(ComingKind.Armed, a.At, c.Component.Name.Value, a.Minimum)));

    private static IEnumerable<Coming> Approvals(ReportFacts facts) => facts.Runs.SelectMany(r => r.Steps
        .Where(s => s.State == StepState.Asking)
        .Select(s => new Coming(ComingKind.Approval, s.Approval?.ExpiresAt, $"{r.Runbook}, {r.Component}", 0)));

    private static IEnumerable<Coming> Peak(ReportFacts facts) =>
        facts.Head.Phase is Phase.Prewarm or Phase.Live
        && TrafficForecast.Peak(facts.Plan, facts.Now, facts.Now + PeakWithin) is { } peak
            ? [new Coming(ComingKind.Peak, peak.At, "", Math.Round(peak.Rate))]
            : [];

    private static IEnumerable<Coming> Confirmations(ReportFacts facts) =>
        facts.Return?.Unconfirmed.Select(o => new Coming(ComingKind.Confirmation, null, o.Item, 0)) ?? [];

    private static IEnumerable<Coming> Next(ReportFacts facts) =>
        ReportSchedule.Next(facts.Plan, facts.Head, facts.Now) is { } next
            ? [new Coming(ComingKind.Report, next, "", 0)]
            : [];
}
