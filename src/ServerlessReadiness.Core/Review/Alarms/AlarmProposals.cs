using System.Globalization;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Review.Checks;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review.Alarms;

/// <summary>What to create so that every metric and response of the plan has its alarm.</summary>
/// <param name="Alarms">Alarms that can be created as they are.</param>
/// <param name="Open">What a person must decide, and why.</param>
public sealed record AlarmProposals(EquatableList<AlarmProposal> Alarms, EquatableList<Finding> Open)
{
    private const int Periods = 3;
    private const int NameMax = 255;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Nothing is proposed while the account's alarms could not be read: what seems to be missing may exist.
    /// </summary>
    public static AlarmProposals Of(ReviewFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Alarms.Unread.Count > 0)
        {
            return new AlarmProposals(
                [],
                EquatableList.From(facts.Alarms.Unread.Select(u =>
                    new Finding("alarms", $"could not be read: {u}", "see to that first: they may exist already"))));
        }

        var proposals = new List<AlarmProposal>();
        var open = new List<Finding>();
        foreach (var missing in AlarmCoverage.Missing(facts))
        {
            // An alarm that was just proposed may serve this as well.
            if (proposals.Exists(p => Serves(facts.Plan, p, missing)))
            {
                continue;
            }

            var (proposal, why) = missing switch
            {
                { Response: { } response } => OfResponse(facts, response),
                { Metric: { } metric } => OfMetric(facts, metric),
                _ => (null, "only a person knows what it is to watch"),
            };
            if (proposal is not null && proposal.Name.Length <= NameMax)
            {
                proposals.Add(proposal);
            }
            else
            {
                open.Add(missing.Finding with { Fix = $"create it by hand: {why ?? "its name would be too long"}" });
            }
        }

        return new AlarmProposals(EquatableList.From(proposals), EquatableList.From(open));
    }

    private static bool Serves(CompiledPlan plan, AlarmProposal proposal, MissingAlarm missing)
    {
        var alarm = new AlarmPathView(
            AlarmId.Of(proposal.Region, proposal.Account, proposal.Name),
            AlarmStateValue.InsufficientData,
            ActionsEnabled: true,
            proposal.Actions,
            proposal.PercentOf is { } whole ? [proposal.Metric, whole] : [proposal.Metric],
            null,
            proposal.MissingData,
            []);
        return missing.Metric is { } metric ? proposal.PercentOf is null && AlarmChoice.Watches(alarm, metric)
            : missing.Response is { } response && AlarmChoice.Answer(plan, alarm).Response?.Name == response.Name;
    }

    private static (AlarmProposal? Proposal, string? Why) OfMetric(ReviewFacts facts, PlanMetric metric)
    {
        if (AlarmThresholds.RangeOf(facts, metric) is not { } range)
        {
            return (null, "nobody knows what is normal for the metric; capture it with review baseline first");
        }

        // A metric that is bad on either side gets the upper one: one alarm has one threshold.
        var isAbove = metric.Worse != MetricDirection.Below;
        var threshold = isAbove ? range.High : range.Low;
        var name = $"{facts.Plan.Event}-{metric.Name}";
        return (
            new AlarmProposal(
                metric.Account,
                metric.Region,
                name,
                new WatchedMetric(metric.Namespace, metric.MetricName, metric.Dimensions),
                metric.Statistic,
                threshold,
                isAbove,
                Minute,
                Periods,
                Periods,
                isAbove ? MissingData.Missing : MissingData.Breaching,
                ActionsOf(facts, metric.Account, metric.Region, name),
                $"metric {metric.Name}",
                $"the {(isAbove ? "upper" : "lower")} end of what is normal, {range}"),
            null);
    }

    private static (AlarmProposal? Proposal, string? Why) OfResponse(ReviewFacts facts, Response response)
    {
        if (response.Model is not { } model)
        {
            return (null, "the response is not rehearsed, so the plan has no threshold for it; state rehearse");
        }

        if (response.Component is not { } name || facts.Plan.FindComponent(name) is not { } component)
        {
            return (null, "the response names no component, so nobody knows what to watch");
        }

        if (AlarmSource.Of(facts.Plan, component, response, model) is not { } source)
        {
            return (null, $"no metric of AWS tells {Words(model.Measure)} of {component.Resource.Label}");
        }

        var alarm = NameOf(facts.Plan, response, component);
        var proposal = new AlarmProposal(
            component.Resource.Account,
            component.Resource.Region,
            alarm,
            source.Metric,
            source.Statistic,
            source.Threshold,
            IsAbove: true,
            model.Period,
            model.EvaluationPeriods,
            model.DatapointsToAlarm,
            MissingData.Missing,
            ActionsOf(facts, component.Resource.Account, component.Resource.Region, alarm),
            $"response {response.Name}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"rehearsed: {Words(model.Measure)} above {model.Above} in {model.DatapointsToAlarm} of {model.EvaluationPeriods} periods"))
        {
            PercentOf = source.PercentOf,
        };
        return (proposal, null);
    }

    /// <summary>A name that the response's pattern means, or one of its own when the metric decides.</summary>
    private static string NameOf(CompiledPlan plan, Response response, Component component) =>
        response.Alarm.NamePattern is not { } pattern
            ? $"{plan.Event}-{response.Name}"
            : pattern.Contains('*', StringComparison.Ordinal) || pattern.Contains('?', StringComparison.Ordinal)
                ? pattern.Replace("*", component.Name.Value, StringComparison.Ordinal).Replace('?', 'x')
                : pattern;

    /// <summary>CloudWatch publishes to topics of the alarm's own region only.</summary>
    private static EquatableList<string> ActionsOf(ReviewFacts facts, string account, string region, string name)
    {
        var routes = facts.AlarmRoutes;
        if (routes.TakesByName(AlarmId.Of(region, account, name)))
        {
            return [];
        }

        var topic = new[] { routes.TopicArn }
            .Concat(facts.AlarmTopics.Items
                .Where(t => t.Subscriptions.Any(s => s.IsConfirmed && routes.IsResponder(s.Endpoint)))
                .Select(t => t.Arn))
            .FirstOrDefault(arn => arn?.Split(':') is [_, _, _, var at, ..] && at == region);
        return topic is not null ? [topic]
            : routes.ResponderArn?.Split(':') is [_, _, _, var home, var owner, ..] && home == region && owner == account
                ? [routes.ResponderArn]
                : [];
    }

    private static string Words(AlarmMeasure measure) => measure switch
    {
        AlarmMeasure.UsePercent => "the use",
        AlarmMeasure.FailedPercent => "the share of failed requests",
        _ => "failed status checks",
    };
}
