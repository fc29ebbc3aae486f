using System.Globalization;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Aws.Traffic;

using Amazon.ElasticLoadBalancingV2.Model;
using Change = ServerlessReadiness.Core.Actions.Change;

/// <summary>Rules of listeners through AWSSDK.ElasticLoadBalancingV2.</summary>
public sealed class ElbListeners(AwsClients clients) : IListeners
{
    /// <summary>The tag of a rule that a run of ours made; its value is the run.</summary>
    public const string OwnerTag = "serverless-readiness:run";

    // The service's own limits.
    private const int RulesPerPage = 400;
    private const int TagsPerCall = 20;
    private const int PagesMax = 10;

    public async Task<ListenerSnapshot> ReadAsync(Resource.Listener listener, CancellationToken cancellationToken)
    {
        var rules = await RulesAsync(listener, cancellationToken);
        var ours = rules.Where(r => r.IsDefault != true).ToList();
        var owners = await OwnersAsync(listener, [.. ours.Select(r => r.RuleArn)], cancellationToken);
        var byDefault = rules.Find(r => r.IsDefault == true);
        return new ListenerSnapshot(
            EquatableList.From(ours
                .Select(r => ListenerMapping.ToRule(r) with { Owner = owners.GetValueOrDefault(r.RuleArn) })
                .OrderBy(r => r.Priority)),
            ListenerMapping.Targets(byDefault?.Actions));
    }

    /// <summary>Refused when another rule has the priority.</summary>
    public Task PerformAsync(
        Resource.Listener listener,
        Change.CreateListenerRule change,
        CancellationToken cancellationToken)
    {
        var rule = change.Rule;
        var request = new CreateRuleRequest
        {
            ListenerArn = listener.Arn,
            Priority = rule.Priority,
            Conditions = ListenerMapping.Conditions(rule),
            Actions = ListenerMapping.Actions(rule),
            Tags = rule.Owner is { } owner ? [new Tag { Key = OwnerTag, Value = owner }] : null,
        };
        return Call(listener, $"{rule} of {listener.Label}", "CreateRule").SendAsync(
            clients,
            () => clients.LoadBalancers(Location.Of(listener), ClientUse.Effect)
                .CreateRuleAsync(request, cancellationToken),
            cancellationToken);
    }

    public async Task PerformAsync(
        Resource.Listener listener,
        Change.DeleteListenerRule change,
        CancellationToken cancellationToken)
    {
        var request = new DeleteRuleRequest { RuleArn = change.Rule.Arn };
        try
        {
            await Call(listener, $"{change.Rule} of {listener.Label}", "DeleteRule").SendAsync(
                clients,
                () => clients.LoadBalancers(Location.Of(listener), ClientUse.Effect)
                    .DeleteRuleAsync(request, cancellationToken),
                cancellationToken);
        }
        catch (PortException gone) when (gone.Failure == PortFailure.NotFound)
        {
            // An ARN is never given twice: the rule was removed before.
        }
    }

    private async Task<List<Rule>> RulesAsync(Resource.Listener listener, CancellationToken cancellationToken)
    {
        var request = new DescribeRulesRequest { ListenerArn = listener.Arn, PageSize = RulesPerPage };
        var found = new List<Rule>();
        for (var page = 0; page < PagesMax; page++)
        {
            var response = await Call(listener, listener.Label, "DescribeRules").SendAsync(
                clients,
                () => clients.LoadBalancers(Location.Of(listener), ClientUse.Read)
                    .DescribeRulesAsync(request, cancellationToken),
                cancellationToken);
            found.AddRange(response.Rules ?? []);
            if (string.IsNullOrEmpty(response.NextMarker))
            {
                return found;
            }

            request.Marker = response.NextMarker;
        }

        throw new PortException(
            PortFailure.Refused,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{listener.Label} has more than {PagesMax * RulesPerPage} rules; remove some."));
    }

    /// <summary>The runs that made the rules, by the rules' ARNs.</summary>
    private async Task<IReadOnlyDictionary<string, string>> OwnersAsync(
        Resource.Listener listener,
        IReadOnlyList<string> rules,
        CancellationToken cancellationToken)
    {
        var batches = await Task.WhenAll(rules.Chunk(TagsPerCall).Select(async batch =>
        {
            var request = new DescribeTagsRequest { ResourceArns = [.. batch] };
            return await Call(listener, listener.Label, "DescribeTags").SendAsync(
                clients,
                () => clients.LoadBalancers(Location.Of(listener), ClientUse.Read)
                    .DescribeTagsAsync(request, cancellationToken),
                cancellationToken);
        }));
        return batches
            .SelectMany(b => b.TagDescriptions ?? [])
            .SelectMany(d => (d.Tags ?? []).Where(t => t.Key == OwnerTag).Select(t => (d.ResourceArn, t.Value)))
            .ToDictionary(o => o.ResourceArn, o => o.Value, StringComparer.Ordinal);
    }

    private static AwsCall Call(Resource resource, string thing, string operation) =>
        new(thing, Location.Of(resource), $"elasticloadbalancing:{operation}");
}
