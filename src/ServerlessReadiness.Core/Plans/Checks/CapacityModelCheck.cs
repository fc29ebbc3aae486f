using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What a component's forecast numbers must fulfil.</summary>
internal static class CapacityModelCheck
{
    private const int PerThousand = 1000;
    private const int PercentMax = 100;

    public static IEnumerable<PlanProblem> Check(Component component, string path)
    {
        if (component.Factor <= 0)
        {
            yield return new(
                $"{path}.factor", $"a peak of {component.Factor} times the normal is no load", "use a factor above 0");
        }

        if (component.UnitPricePerHour is < 0)
        {
            yield return new(
                $"{path}.unitPricePerHour", $"a price of {component.UnitPricePerHour} is negative", "use 0 or more");
        }

        foreach (var problem in component.Model is { } model ? Model(model, $"{path}.model") : [])
        {
            yield return problem;
        }
    }

    private static IEnumerable<PlanProblem> Model(CapacityModel model, string path)
    {
        if (model.NormalUnits < 1)
        {
            yield return new($"{path}.normalUnits", $"{model.NormalUnits} units serve nothing", "use 1 or more");
        }

        if (model.RequestsPerSecondPerUnit < 1)
        {
            yield return new(
                $"{path}.requestsPerSecondPerUnit",
                $"a unit that serves {model.RequestsPerSecondPerUnit} requests a second serves nothing",
                "use 1 or more, or count smaller units");
        }

        if (model.BootTime < TimeSpan.Zero)
        {
            yield return new($"{path}.bootTime", $"{model.BootTime} is negative", "use 0 or a positive duration");
        }

        if (model.FailuresPerThousandLaunches is < 0 or > PerThousand)
        {
            yield return new(
                $"{path}.failuresPerThousandLaunches",
                $"{model.FailuresPerThousandLaunches} launches in a thousand cannot fail",
                "use 0 to 1000");
        }

        if (model.Zones < 1)
        {
            yield return new($"{path}.zones", $"{model.Zones} zones hold no unit", "use 1 or more");
        }

        if (model.ConnectionsPerUnit is < 1)
        {
            yield return new(
                $"{path}.connectionsPerUnit",
                $"{model.ConnectionsPerUnit} connections are no pool",
                "use 1 or more, or leave it out");
        }

        if (model.TargetUsePercent is < 1 or > PercentMax)
        {
            yield return new(
                $"{path}.targetUsePercent",
                $"no scaling policy holds a use of {model.TargetUsePercent} %",
                "use 1 to 100, or leave it out");
        }
    }
}
