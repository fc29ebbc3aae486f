using System.Text.RegularExpressions;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What a plan's components must fulfil.</summary>
internal static partial class ComponentCheck
{
    public static IEnumerable<PlanProblem> Check(EquatableList<Component> components) =>
    [
        .. components.SelectMany((component, i) => (IEnumerable<PlanProblem>)
        [
            .. Bounds(component, $"components[{i}]"),
            .. Resources(component.Resource, $"components[{i}].resource"),
            .. CapacityModelCheck.Check(component, $"components[{i}]"),
            .. SettingCheck.Check(component, $"components[{i}]"),
            .. component.Budgets.SelectMany((budget, b) => Budgets(budget, $"components[{i}].budgets[{b}]")),
            .. PlanCheck.Duplicates(component.Budgets, $"components[{i}].budgets", "class", b => b.Class.ToString()),
        ]),
        .. PlanCheck.Duplicates(components, "components", "name", c => c.Name.Value),
        .. PlanCheck.Duplicates(components, "components", "resource", c => c.Resource.Key),
        .. SharedInstances(components),
    ];

    private static IEnumerable<PlanProblem> Bounds(Component component, string path)
    {
        if (component.Floor < 0)
        {
            yield return new($"{path}.floor", $"a floor of {component.Floor} is negative", "use 0 or more");
        }

        // A ceiling of 0 is what a forgotten ceiling reads as. Instances without a group are never scaled.
        if (component.Ceiling <= 0 && component.Resource is not Resource.StandaloneInstances)
        {
            yield return new(
                $"{path}.ceiling",
                $"a ceiling of {component.Ceiling} leaves no capacity at all",
                "set the most that automation may ever ask for");
        }

        if (component.Floor > component.Ceiling && component.Resource is not Resource.StandaloneInstances)
        {
            yield return new(
                $"{path}.floor",
                $"the floor of {component.Floor} is above the ceiling of {component.Ceiling}",
                "lower the floor or raise the ceiling");
        }

        if (component.MinimumHealthyPercent is < 0 or > 100)
        {
            yield return new(
                $"{path}.minimumHealthyPercent",
                $"{component.MinimumHealthyPercent} is no share of the desired capacity",
                "use 0 to 100");
        }

        if (component.AlarmCooldown <= TimeSpan.Zero)
        {
            yield return new(
                $"{path}.alarmCooldown",
                $"{component.AlarmCooldown} is no time to wait",
                "use a positive duration");
        }
    }

    /// <summary>Where in AWS something is.</summary>
    internal static IEnumerable<PlanProblem> Place(string account, string region, string path)
    {
        if (!Account().IsMatch(account))
        {
            yield return new($"{path}.account", $"\"{account}\" is no account id", "use its twelve digits");
        }

        if (!Region().IsMatch(region))
        {
            yield return new($"{path}.region", $"\"{region}\" is no region code", "use one such as ap-northeast-2");
        }
    }

    private static IEnumerable<PlanProblem> Resources(Resource resource, string path)
    {
        foreach (var problem in Place(resource.Account, resource.Region, path).Concat(SheddingCheck.Of(resource, path)))
        {
            yield return problem;
        }

        IEnumerable<(string Field, string Value)> texts = resource switch
        {
            Resource.AutoScalingGroup g => [("name", g.Name)],
            Resource.ScalableTarget t =>
                [("serviceNamespace", t.ServiceNamespace), ("resourceId", t.ResourceId), ("dimension", t.Dimension)],
            Resource.Setting s => [("id", s.Id)],
            _ => [],
        };
        foreach (var (field, _) in texts.Where(t => string.IsNullOrWhiteSpace(t.Value)))
        {
            yield return new($"{path}.{field}", $"the {field} is empty", "name the resource");
        }

        if (resource is Resource.StandaloneInstances instances)
        {
            if (instances.Ids.Count == 0)
            {
                yield return new($"{path}.ids", "no instance is named", "name at least one instance");
            }

            foreach (var problem in PlanCheck.Duplicates(instances.Ids, path, "ids", id => id.Value))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<PlanProblem> Budgets(Budget budget, string path)
    {
        if (budget.Count < 0)
        {
            yield return new($"{path}.count", $"{budget.Count} is negative", "use 0 to forbid the class, or more");
        }

        if (budget.Window <= TimeSpan.Zero)
        {
            yield return new($"{path}.window", $"{budget.Window} is no window", "use a positive duration");
        }

        if (budget.Cooldown < TimeSpan.Zero)
        {
            yield return new($"{path}.cooldown", $"{budget.Cooldown} is negative", "use 0 or a positive duration");
        }

        if (budget.SharePercent is < 1 or > 100)
        {
            yield return new($"{path}.sharePercent", $"{budget.SharePercent} is no share of the fleet", "use 1 to 100");
        }
    }

    // Two lists of instances may differ as a whole and still share one; their keys do not show that.
    private static IEnumerable<PlanProblem> SharedInstances(EquatableList<Component> components)
    {
        var owner = new Dictionary<(string Region, string Instance), int>();
        for (var i = 0; i < components.Count; i++)
        {
            if (components[i].Resource is not Resource.StandaloneInstances instances)
            {
                continue;
            }

            foreach (var id in instances.Ids.Distinct())
            {
                var other = owner.GetValueOrDefault((instances.Region, id.Value), i);
                owner.TryAdd((instances.Region, id.Value), i);
                if (other != i && components[other].Resource.Key != instances.Key)
                {
                    yield return new(
                        $"components[{i}].resource.ids",
                        $"{id} belongs to components[{other}] too",
                        "give each instance to one component");
                }
            }
        }
    }

    [GeneratedRegex("^[0-9]{12}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Account();

    [GeneratedRegex(
        "^[a-z]{2,3}(-[a-z]+){1,3}-[0-9]{1,2}\\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Region();
}
