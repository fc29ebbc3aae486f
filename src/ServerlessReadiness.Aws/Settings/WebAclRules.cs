namespace ServerlessReadiness.Aws.Settings;

using Amazon.WAFV2;
using Amazon.WAFV2.Model;

/// <summary>The rules of a web ACL with and without ours in front. Smaller priorities come first; none is twice.</summary>
internal static class WebAclRules
{
    public const string Name = "serverless-readiness-rate-limit";

    /// <summary>On our rule, when the others were moved by one to make room for it.</summary>
    public const string MovedLabel = "serverless-readiness:moved";

    // What the limit counts over, as the plan's words say.
    private const int WindowSeconds = 300;

    public static Rule? Find(IEnumerable<Rule> rules) => rules.FirstOrDefault(r => r.Name == Name);

    /// <summary>
    /// Ours with this limit. It blocks, so it must come before every rule that lets through. Where the first rule has
    /// priority 0 already, all others move by one; their order stays.
    /// </summary>
    public static List<Rule> With(IReadOnlyList<Rule> rules, long limit)
    {
        if (Find(rules) is { } ours)
        {
            var changed = Ours(limit, ours.Priority ?? 0);
            changed.RuleLabels = ours.RuleLabels;
            return [.. rules.Select(r => r.Name == Name ? changed : r)];
        }

        var first = rules.Count > 0 ? rules.Min(r => r.Priority ?? 0) : 1;
        if (first > 0)
        {
            return [Ours(limit, first - 1), .. rules];
        }

        var front = Ours(limit, 0);
        front.RuleLabels = [new Label { Name = MovedLabel }];
        Move(rules, 1);
        return [front, .. rules];
    }

    /// <summary>The others, back at their own numbers.</summary>
    public static List<Rule> Without(IReadOnlyList<Rule> rules)
    {
        List<Rule> others = [.. rules.Where(r => r.Name != Name)];
        var moved = Find(rules)?.RuleLabels?.Exists(l => l.Name == MovedLabel) == true;
        if (moved && others.TrueForAll(r => r.Priority > 0))
        {
            Move(others, -1);
        }

        return others;
    }

    private static void Move(IEnumerable<Rule> rules, int by)
    {
        foreach (var rule in rules)
        {
            rule.Priority = (rule.Priority ?? 0) + by;
        }
    }

    private static Rule Ours(long limit, int priority) => new()
    {
        Name = Name,
        Priority = priority,
        Statement = new Statement
        {
            RateBasedStatement = new RateBasedStatement
            {
                Limit = limit,
                EvaluationWindowSec = WindowSeconds,
                AggregateKeyType = RateBasedStatementAggregateKeyType.IP,
            },
        },
        Action = new RuleAction { Block = new BlockAction() },
        VisibilityConfig = new VisibilityConfig
        {
            SampledRequestsEnabled = true,
            CloudWatchMetricsEnabled = true,
            MetricName = Name,
        },
    };
}
