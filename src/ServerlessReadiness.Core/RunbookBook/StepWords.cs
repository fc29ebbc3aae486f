using System.Globalization;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.RunbookBook;

/// <summary>A step's action as plans spell it, so that people find it there: the same in every language.</summary>
public static class StepWords
{
    public static string Of(StepAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var detail = Detail(action);
        var name = ActionCatalog.For(action).Name;
        return detail.Length == 0 ? name : $"{name} {detail}";
    }

    private static string Detail(StepAction action) => action switch
    {
        StepAction.CapacityRaise { By: { } by } => $"by {Number(by)}",
        StepAction.CapacityRaise { ByPercent: { } percent } => $"byPercent {Number(percent)}%",
        StepAction.CapacityFloor a => $"floor {Number(a.Floor)}",
        StepAction.CapacityRestore a => $"stepPercent {Number(a.StepPercent)}%",
        StepAction.Notify a => $"\"{a.Subject}\"",
        StepAction.Pause a => Span(a.For),
        StepAction.DnsShift a =>
            $"to {string.Join(", ", a.Shares)}; stepPercent {Number(a.StepPercent)}%, soak {Span(a.Soak)}",
        StepAction.DnsRestore a => $"stepPercent {Number(a.StepPercent)}%, soak {Span(a.Soak)}",
        StepAction.DnsFailover { Endpoint: { } endpoint } => $"away from {endpoint}",
        StepAction.MaintenanceOn a => Page(a),
        StepAction.FeatureReduce a => Values(a.Values),
        StepAction.ParameterSet a => Values(a.Values),
        StepAction.RateLimit a => $"limit {Number(a.Limit)}",
        StepAction.ZoneAway a => $"{a.Zone} for {Span(a.ExpiresAfter)}",
        StepAction.ZoneBack { Zone: { } zone } => zone,
        StepAction.SsmAutomation a => a.Document,
        StepAction.LambdaInvoke a => a.Function,
        StepAction.InstanceTag a => Values(a.Tags),
        StepAction.TargetsHealthy a => string.Join(", ", a.TargetGroups),
        StepAction.TargetsDeregister a => string.Join(", ", a.TargetGroups),
        StepAction.CommandRun a => $"{a.Document} {Values(a.Parameters)}".TrimEnd(),
        StepAction.InstanceQuarantine { SecurityGroupId: { } group } => group,
        _ => "",
    };

    private static string Page(StepAction.MaintenanceOn page)
    {
        var where = string.Join(", ", page.Hosts.Concat(page.Paths));
        return where.Length == 0 ? "*" : where;
    }

    private static string Values(EquatableList<SettingValue> values) => string.Join(", ", values);

    private static string Span(TimeSpan span) =>
        span.TotalMinutes >= 1 ? $"{Number((int)span.TotalMinutes)}m" : $"{Number((int)span.TotalSeconds)}s";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
