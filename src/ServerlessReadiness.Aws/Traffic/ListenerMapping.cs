using System.Globalization;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Aws.Traffic;

using Action = Amazon.ElasticLoadBalancingV2.Model.Action;

/// <summary>Rules of listeners between the service's words and ours.</summary>
internal static class ListenerMapping
{
    private const string HostField = "host-header";
    private const string PathField = "path-pattern";
    private const string HeaderField = "http-header";

    // A rule must have a condition; this one always holds.
    private const string AnyPath = "*";

    public static ListenerRule ToRule(Rule found)
    {
        var conditions = found.Conditions ?? [];
        var paths = conditions
            .Where(c => c.Field == PathField)
            .SelectMany(c => c.PathPatternConfig?.Values ?? c.Values ?? [])
            .ToList();
        var fixedResponse = (found.Actions ?? []).Find(a => a.Type == ActionTypeEnum.FixedResponse)
            ?.FixedResponseConfig;
        return new ListenerRule(
            found.RuleArn,
            int.TryParse(found.Priority, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
            EquatableList.From(conditions
                .Where(c => c.Field == HostField)
                .SelectMany(c => c.HostHeaderConfig?.Values ?? c.Values ?? [])),
            paths is [AnyPath] ? [] : EquatableList.From(paths),
            fixedResponse is null ? null : ToPage(fixedResponse))
        {
            Header = conditions.Find(c => c.Field == HeaderField)?.HttpHeaderConfig is { } header
                ? new SettingValue(header.HttpHeaderName, string.Join(", ", header.Values ?? []))
                : null,
            Targets = Targets(found.Actions),
        };
    }

    /// <summary>
    /// The target groups with their weights; none when the rule does more than forward, for a rule of ours that copied
    /// only the forwarding would let callers past a login.
    /// </summary>
    public static EquatableList<SettingValue> Targets(List<Action>? actions)
    {
        if ((actions ?? []) is not [{ } only] || only.Type != ActionTypeEnum.Forward)
        {
            return [];
        }

        var groups = only.ForwardConfig?.TargetGroups is { Count: > 0 } named
            ? named
            : [new TargetGroupTuple { TargetGroupArn = only.TargetGroupArn }];
        return EquatableList.From(groups.Select(g => new SettingValue(
            g.TargetGroupArn,
            (g.Weight ?? 1).ToString(CultureInfo.InvariantCulture))));
    }

    public static List<RuleCondition> Conditions(ListenerRule rule)
    {
        var conditions = new List<RuleCondition>();
        if (rule.Hosts.Count > 0)
        {
            conditions.Add(new RuleCondition
            {
                Field = HostField,
                HostHeaderConfig = new HostHeaderConditionConfig { Values = [.. rule.Hosts] },
            });
        }

        if (rule.Header is { } header)
        {
            conditions.Add(new RuleCondition
            {
                Field = HeaderField,
                HttpHeaderConfig = new HttpHeaderConditionConfig
                {
                    HttpHeaderName = header.Name,
                    Values = [header.Value],
                },
            });
        }

        if (rule.Paths.Count > 0 || conditions.Count == 0)
        {
            conditions.Add(new RuleCondition
            {
                Field = PathField,
                PathPatternConfig = new PathPatternConditionConfig
                {
                    Values = rule.Paths.Count > 0 ? [.. rule.Paths] : [AnyPath],
                },
            });
        }

        return conditions;
    }

    public static List<Action> Actions(ListenerRule rule) => rule.Page is { } page
        ?
        [
            new Action
            {
                Type = ActionTypeEnum.FixedResponse,
                FixedResponseConfig = new FixedResponseActionConfig
                {
                    StatusCode = page.Status.ToString(CultureInfo.InvariantCulture),
                    ContentType = page.ContentType,
                    MessageBody = page.Body,
                },
            },
        ]
        :
        [
            new Action
            {
                Type = ActionTypeEnum.Forward,
                ForwardConfig = new ForwardActionConfig
                {
                    TargetGroups =
                    [
                        .. rule.Targets.Select(t => new TargetGroupTuple
                        {
                            TargetGroupArn = t.Name,
                            Weight = int.Parse(t.Value, NumberStyles.None, CultureInfo.InvariantCulture),
                        }),
                    ],
                },
            },
        ];

    private static FixedPage ToPage(FixedResponseActionConfig found) => new(
        int.TryParse(found.StatusCode, NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : 0,
        found.ContentType ?? "",
        found.MessageBody ?? "");
}
