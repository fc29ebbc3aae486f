using System.Text.RegularExpressions;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What names, their endpoints and the actions that move their traffic must fulfil.</summary>
internal static partial class DnsCheck
{
    private const int SetIdentifierLengthMax = 128;
    private const int NameLengthMax = 255;
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private static readonly TimeSpan SoakMax = TimeSpan.FromDays(1);
    private static readonly string[] Types = ["A", "AAAA", "CNAME"];

    /// <summary>The names of a plan, and what they lead to.</summary>
    public static IEnumerable<PlanProblem> Check(CompiledPlan plan) =>
        plan.Components.SelectMany((c, i) => c.Resource is Resource.DnsRecords records
            ? Name(records, $"components[{i}].resource").Concat(Endpoints(plan, c, $"components[{i}].endpoints"))
            : c.Endpoints.Count > 0
                ? [new PlanProblem($"components[{i}].endpoints", $"{c.Resource.Label} is no name that leads anywhere",
                    "give endpoints to a component with dns")]
                : []);

    /// <summary>What is wrong with an action's own numbers and words.</summary>
    public static IEnumerable<PlanProblem> Of(StepAction action, string path) => action switch
    {
        StepAction.DnsShift shift =>
        [
            .. Shares(shift.Shares, $"{path}.shares"),
            .. Pace(shift.StepPercent, shift.Soak, path),
            .. Alarms(shift.StopOn, $"{path}.stopOn"),
        ],
        StepAction.DnsRestore restore => Pace(restore.StepPercent, restore.Soak, path),
        StepAction.CapacityRelease { To: < 0 } release =>
            [new($"{path}.to", $"a minimum of {release.To} is negative", "use 0 or more")],
        _ => [],
    };

    /// <summary>Endpoints that a step names, where it is known on which component it acts.</summary>
    public static IEnumerable<PlanProblem> Step(CompiledPlan plan, RunbookStep step, string path)
    {
        var names = step.Do switch
        {
            StepAction.DnsShift shift when step.Bindings.All(b => b.Field != "to") =>
                shift.Shares.Select((s, i) => (Name: s.SetIdentifier, Path: $"{path}.do.shares[{i}]")),
            StepAction.DnsFailover { Endpoint: { } endpoint } => [(Name: endpoint, Path: $"{path}.do.endpoint")],
            _ => [],
        };
        var all = step.On is { } on ? plan.Components.Where(c => c.Name == on) : plan.Components;
        var known = all.SelectMany(c => c.Endpoints).Select(e => e.SetIdentifier).Distinct().ToList();
        return names.Where(n => !known.Contains(n.Name)).Select(n => new PlanProblem(
            n.Path,
            $"there is no endpoint \"{n.Name}\"{(step.On is { } place ? $" on component {place}" : "")}",
            known.Count == 0 ? "name endpoints on a component with dns" : $"use one of {string.Join(", ", known)}"));
    }

    private static IEnumerable<PlanProblem> Name(Resource.DnsRecords records, string path)
    {
        if (!Zone().IsMatch(records.HostedZoneId))
        {
            yield return new(
                $"{path}.hostedZoneId",
                $"\"{records.HostedZoneId}\" is no hosted zone's id",
                "use one such as Z0123456789ABCDEFGHIJ");
        }

        if (records.Name.Length > NameLengthMax || !Domain().IsMatch(records.Name))
        {
            yield return new(
                $"{path}.name",
                $"\"{records.Name}\" is no name",
                "write it without a dot at its end, such as shop.example.com");
        }

        if (!Types.Contains(records.Type))
        {
            yield return new($"{path}.type", $"records of type \"{records.Type}\" lead to no endpoint",
                $"use one of {string.Join(", ", Types)}");
        }
    }

    private static IEnumerable<PlanProblem> Endpoints(CompiledPlan plan, Component component, string path)
    {
        if (component.Endpoints.Count == 0)
        {
            yield return new(
                path, $"nothing says what {component.Resource.Label} lead to", "name an endpoint for each record");
        }

        foreach (var problem in PlanCheck.Duplicates(component.Endpoints, path, "setIdentifier", e => e.SetIdentifier)
            .Concat(component.Endpoints.SelectMany((e, i) => Endpoint(plan, e, $"{path}[{i}]"))))
        {
            yield return problem;
        }

        if (component.Endpoints.Count(e => e.IsStaticPage) > 1)
        {
            yield return new(path, "more than one endpoint is static", "name one maintenance page");
        }
    }

    private static IEnumerable<PlanProblem> Endpoint(CompiledPlan plan, Endpoint endpoint, string path)
    {
        if (endpoint.SetIdentifier.Length is 0 or > SetIdentifierLengthMax)
        {
            yield return new($"{path}.setIdentifier", $"\"{endpoint.SetIdentifier}\" is no set identifier",
                $"use the record's own, 1 to {SetIdentifierLengthMax} characters");
        }

        if (endpoint.Behind is { } name && plan.FindComponent(name) is var behind)
        {
            if (endpoint.IsStaticPage)
            {
                yield return new(
                    $"{path}.behind", "a static page has nothing behind it", "remove component, or static");
            }
            else if (behind is null)
            {
                yield return new($"{path}.behind", $"there is no component \"{name}\"", "correct the name, or add it");
            }
            else if (behind.Resource is not (Resource.AutoScalingGroup or Resource.ScalableTarget
                or Resource.StandaloneInstances))
            {
                yield return new(
                    $"{path}.behind",
                    $"{behind.Resource.Label} of component {name} has no units that serve",
                    "name the component with the group, the target or the instances");
            }
        }

        if (endpoint.Load is { } load && plan.Metrics.All(m => m.Name != load))
        {
            yield return new($"{path}.load", $"there is no metric \"{load}\" in the plan", "add it to metrics");
        }

        foreach (var problem in Alarms(endpoint.Alarms, $"{path}.alarms"))
        {
            yield return problem;
        }
    }

    private static IEnumerable<PlanProblem> Shares(EquatableList<EndpointShare> shares, string path)
    {
        var sum = shares.Sum(s => (long)s.Percent);
        if (shares.Any(s => s.Percent is < 0 or > DnsShares.Whole) || sum != DnsShares.Whole)
        {
            yield return new(
                path,
                $"the shares are {sum} % together",
                "name shares that are 100 % together; an endpoint that is not named gets none");
        }

        foreach (var problem in PlanCheck.Duplicates(shares, path, "setIdentifier", s => s.SetIdentifier))
        {
            yield return problem;
        }
    }

    private static IEnumerable<PlanProblem> Pace(int stepPercent, TimeSpan soak, string path)
    {
        if (stepPercent is < 1 or > DnsShares.Whole)
        {
            yield return new($"{path}.stepPercent", $"a stage of {stepPercent} % moves nothing", "use 1 to 100");
        }

        if (soak < TimeSpan.Zero || soak > SoakMax)
        {
            yield return new($"{path}.soak", $"{soak} is no time to watch", "use 0s to 1d");
        }
    }

    private static IEnumerable<PlanProblem> Alarms(EquatableList<string> names, string path) => names
        .Select((name, i) => (name, i))
        .Where(n => string.IsNullOrWhiteSpace(n.name) || n.name.AsSpan().IndexOfAny('*', '?') >= 0)
        .Select(n => new PlanProblem(
            $"{path}[{n.i}]",
            $"\"{n.name}\" names no one alarm",
            "give the alarm's exact name, so that it can be asked"))
        .Concat(PlanCheck.Duplicates(names, path, "name", n => n));

    [GeneratedRegex("^Z[A-Z0-9]{1,31}\\z", Options, 1000)]
    private static partial Regex Zone();

    [GeneratedRegex(
        "^(\\*\\.)?([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)"
        + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)+\\z",
        Options,
        1000)]
    private static partial Regex Domain();
}
