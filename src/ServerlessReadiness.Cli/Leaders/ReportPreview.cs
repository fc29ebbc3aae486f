using ServerlessReadiness.Application.Reports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Simulation;
using ServerlessReadiness.Simulation.Faults;

namespace ServerlessReadiness.Cli.Leaders;

/// <summary>Makes a report as Reporter would, and sends it to nobody.</summary>
internal static class ReportPreview
{
    /// <summary>Of an event as it stands now.</summary>
    /// <exception cref="CliException">There is no such event.</exception>
    public static async Task<(CompiledPlan Plan, Report Report)> OfEventAsync(
        CommandCall call,
        EventId eventId,
        CancellationToken cancellationToken)
    {
        using var session = AwsSession.Open(call.Settings, call.Around);
        var table = call.Settings.RequiredTable;

        // A preview tells nobody anything, so the topic is only a name.
        var host = session.Host(table, $"arn:aws:sns:{session.Region}:000000000000:nobody", call.Around);
        var store = host.Parts.Store;
        var head = (await store.FindAsync(StateKeys.Head(eventId), cancellationToken)).Value
            ?? throw new CliException(
                ExitCodes.No,
                $"there is no event {eventId}",
                "see the open ones with readiness status");
        var plan = await host.Events.PlanAsync(eventId, head.PlanVersion, cancellationToken);
        var newest = await ReportJob.NewestAsync(store, eventId, cancellationToken);
        var now = call.Around.Time.GetUtcNow();
        var facts = await host.ReportReader.ReadAsync(plan, head, newest?.Value, now, cancellationToken);
        var due = ReportSchedule.Due(plan, head, newest?.Value.Due, now) ?? new ReportDue(now, ReportKind.Regular, []);
        return (plan, ReportMaker.Make(facts, due, ReportRecipients.Of(plan, head, due, hasTopic: true)));
    }

    /// <summary>Of a rehearsal in fair weather: the worst of Live's reports, the first of several.</summary>
    /// <exception cref="CliException">Bad input: the plan cannot be rehearsed, or has no report in Live.</exception>
    public static async Task<(CompiledPlan Plan, Report Report)> OfPlanAsync(
        CommandCall call,
        string path,
        CancellationToken cancellationToken)
    {
        var plan = await UsablePlan.ReadAsync(path, cancellationToken);
        if (Simulator.WhyNot(plan)?.Split("; ", 2) is [var cause, var next])
        {
            throw CliException.BadInput($"{path} cannot be rehearsed: {cause}", next);
        }

        var result = call.Screen.WithProgress(
            $"Rehearsing {plan.Event}",
            _ => Simulator.Run(plan, new SimulationSettings(1) { Weather = Weather.Fair }));
        var report = result.Reports
            .Where(r => r.Kind == ReportKind.Regular && r.Phase == Phase.Live)
            .OrderByDescending(r => r.Colour)
            .ThenBy(r => r.Due)
            .FirstOrDefault() ?? (result.Reports is [var first, ..] ? first : null);
        return report is null
            ? throw CliException.BadInput($"{path} has no report", "give reports.every a time in the plan")
            : (plan, report);
    }
}
