using System.Text.RegularExpressions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review.Alarms;

/// <summary>Which alarms of an account are the event's: what the plan's metrics and responses rely on.</summary>
public static partial class AlarmChoice
{
    /// <summary>
    /// Of all alarms of a place those that the plan relies on, and those through which they act or which silence them.
    /// </summary>
    public static IReadOnlyList<AlarmPathView> OfEvent(CompiledPlan plan, IReadOnlyCollection<AlarmPathView> all)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(all);
        var relied = all.Where(a => IsReliedOn(plan, a)).ToHashSet();
        foreach (var composite in all.Where(c => c.IsComposite && relied.Any(a => IsChild(c, a))).ToList())
        {
            relied.Add(composite);
        }

        var suppressors = relied.Select(a => a.Suppressor).OfType<string>().ToHashSet(StringComparer.Ordinal);
        relied.UnionWith(all.Where(a => suppressors.Contains(a.Alarm.Value) || suppressors.Contains(a.Alarm.Name)));
        return [.. all.Where(relied.Contains)];
    }

    /// <summary>Whether the alarm fires on the plan's metric.</summary>
    public static bool Watches(AlarmPathView alarm, PlanMetric metric)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        ArgumentNullException.ThrowIfNull(metric);
        return alarm.Alarm.Account == metric.Account && alarm.Alarm.Region == metric.Region
            && alarm.Metrics.Any(m => m.Is(metric.Namespace, metric.MetricName, metric.Dimensions));
    }

    /// <summary>What the plan makes of the alarm when it fires.</summary>
    public static ResponseMatch Answer(CompiledPlan plan, AlarmPathView alarm)
    {
        ArgumentNullException.ThrowIfNull(alarm);
        return ResponseMatcher.Match(plan, new AlarmTransition(
            alarm.Alarm,
            Contributor: null,
            AlarmStateValue.Alarm,
            DateTimeOffset.UnixEpoch,
            "",
            alarm.MissingData,
            EquatableList.From(alarm.Metrics.Select(m => new AlarmMetric(m.Namespace, m.Name)).Distinct()),
            EquatableList.From(alarm.Metrics.SelectMany(m => m.Dimensions).Distinct()),
            Children: [],
            alarm.IsComposite,
            IsSuppressed: false,
            SignalSource.Sweep));
    }

    /// <summary>Whether the composite alarm's rule names the alarm.</summary>
    public static bool IsChild(AlarmPathView composite, AlarmPathView alarm)
    {
        ArgumentNullException.ThrowIfNull(composite);
        ArgumentNullException.ThrowIfNull(alarm);
        return composite.Rule is { } rule
            && composite.Alarm.Region == alarm.Alarm.Region && composite.Alarm.Account == alarm.Alarm.Account
            && Child().Matches(rule).Any(m =>
                m.Groups["name"].Value == alarm.Alarm.Name || m.Groups["name"].Value == alarm.Alarm.Value);
    }

    /// <summary>Whether an endpoint of the plan's names is judged by the alarm.</summary>
    public static bool IsOfEndpoint(CompiledPlan plan, string name)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Components.Any(c => c.Endpoints.Any(e => e.Alarms.Contains(name)));
    }

    private static bool IsReliedOn(CompiledPlan plan, AlarmPathView alarm) =>
        plan.Metrics.Any(m => Watches(alarm, m))
        || Answer(plan, alarm).Response is not null
        || IsOfEndpoint(plan, alarm.Alarm.Name);

    // ALARM(name), ALARM("a name"), also OK and INSUFFICIENT_DATA.
    [GeneratedRegex(
        "\\b(ALARM|OK|INSUFFICIENT_DATA)\\s*\\(\\s*(?<quote>[\"']?)(?<name>[^\"')]+?)\\k<quote>\\s*\\)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Child();
}
