using System.Globalization;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>A load balancer's listener: one rule of somebody else's, and what we add.</summary>
internal sealed class SimulatedListener(Resource.Listener resource)
{
    private readonly List<ListenerRule> _rules =
    [
        new ListenerRule(Arn(resource, 0), 100, [], ["/internal/*"], null)
        {
            Targets = [new SettingValue(Target(resource, "internal"), "1")],
        },
    ];

    private int _made;

    /// <summary>Pages that are up.</summary>
    public IEnumerable<ListenerRule> Pages => _rules.Where(r => r.Page is not null);

    /// <summary>Rules that were not there before the event.</summary>
    public IEnumerable<ListenerRule> Added => _rules.Where(r => r.Arn != Arn(resource, 0));

    public ListenerSnapshot Snapshot() =>
        new(EquatableList.From(_rules), [new SettingValue(Target(resource, "default"), "1")]);

    public void Create(ListenerRule rule)
    {
        if (_rules.Exists(r => r.Priority == rule.Priority))
        {
            throw new PortException(
                PortFailure.Refused,
                $"PriorityInUse: {resource.Label} of the simulated account has a rule of priority {rule.Priority}. Look "
                + "at its rules, then choose another.");
        }

        _rules.Add(rule with { Arn = Arn(resource, ++_made) });
        _rules.Sort((x, y) => x.Priority.CompareTo(y.Priority));
    }

    /// <summary>One that is gone already is done.</summary>
    public void Delete(ListenerRule rule) => _rules.RemoveAll(r => r.Arn == rule.Arn);

    /// <summary>Someone's template knows of no rules but its own.</summary>
    public void ResetFromOutside() => _rules.RemoveAll(r => r.Arn != Arn(resource, 0));

    /// <summary>The share of requests that meet a page, in percent.</summary>
    /// <param name="partialPercent">What pages for some hosts or paths meet together.</param>
    public int PagePercent(int partialPercent)
    {
        var percent = 0;
        foreach (var page in Pages)
        {
            percent = Math.Max(percent, page.Hosts.Count == 0 && page.Paths.Count == 0 ? 100 : partialPercent);
        }

        return percent;
    }

    private static string Arn(Resource.Listener resource, int number) =>
        resource.Arn.Replace(":listener/", ":listener-rule/", StringComparison.Ordinal)
        + number.ToString("x16", CultureInfo.InvariantCulture).Insert(0, "/");

    private static string Target(Resource.Listener resource, string name) =>
        $"arn:aws:elasticloadbalancing:{resource.Region}:{resource.Account}:targetgroup/{name}/0123456789abcdef";
}
