using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What the forecast must fulfil.</summary>
internal static class TrafficCheck
{
    private const int WeightMax = 255;
    private const int PercentMax = 100;

    public static IEnumerable<PlanProblem> Check(CompiledPlan plan) =>
    [
        .. plan.Traffic.SelectMany((stream, i) => (IEnumerable<PlanProblem>)
        [
            .. Stream(stream, $"traffic[{i}]"),
            .. stream.Targets.SelectMany((target, t) => Target(plan, target, $"traffic[{i}].targets[{t}]")),
            .. PlanCheck.Duplicates(stream.Targets, $"traffic[{i}].targets", "component", t => t.Component.Value),
            .. stream.Shapes.SelectMany((shape, s) => Shape(shape, $"traffic[{i}].shapes[{s}]")),
        ]),
        .. PlanCheck.Duplicates(plan.Traffic, "traffic", "name", s => s.Name),
    ];

    private static IEnumerable<PlanProblem> Stream(TrafficStream stream, string path)
    {
        if (string.IsNullOrWhiteSpace(stream.Name))
        {
            yield return new($"{path}.name", "the stream has no name", "name it, such as its host name");
        }

        if (stream.NormalRequestsPerSecond < 1)
        {
            yield return new(
                $"{path}.normalRequestsPerSecond",
                $"{stream.NormalRequestsPerSecond} requests a second are no load",
                "use 1 or more");
        }

        if (stream.Targets.Count == 0)
        {
            yield return new($"{path}.targets", "the requests go nowhere", "name the component that they reach");
        }
        else if (stream.Targets.All(t => t.Weight == 0))
        {
            yield return new(
                $"{path}.targets",
                "all weights are 0; Route 53 then answers with all of them alike",
                "give at least one a weight above 0");
        }

        if (stream.DnsTtl < TimeSpan.Zero)
        {
            yield return new($"{path}.dnsTtl", $"{stream.DnsTtl} is negative", "use 0 or more");
        }
    }

    private static IEnumerable<PlanProblem> Target(CompiledPlan plan, StreamTarget target, string path)
    {
        if (plan.FindComponent(target.Component) is null)
        {
            yield return new(
                $"{path}.component", $"there is no component \"{target.Component}\"", "correct the name, or add it");
        }

        if (target.Weight is < 0 or > WeightMax)
        {
            yield return new($"{path}.weight", $"{target.Weight} is no weight", "use 0 to 255, as Route 53 demands");
        }
    }

    private static IEnumerable<PlanProblem> Shape(TrafficShape shape, string path) => shape switch
    {
        TrafficShape.DailyCurve { SwingPercent: < 0 or > PercentMax } daily =>
        [
            new($"{path}.swingPercent", $"a swing of {daily.SwingPercent} % makes the rate negative", "use 0 to 100"),
        ],
        TrafficShape.DailyCurve => [],
        TrafficShape.LaunchSpike spike =>
        [
            .. Peak(spike.Factor, path),
            .. NotNegative(spike.Rise, $"{path}.rise"),
            .. NotNegative(spike.Hold, $"{path}.hold"),
            .. NotNegative(spike.Decay, $"{path}.decay"),
        ],
        TrafficShape.FlashCrowd crowd =>
        [
            .. Peak(crowd.Factor, path),
            .. crowd.Width > TimeSpan.Zero
                ? (PlanProblem[])[]
                : [new($"{path}.width", $"{crowd.Width} is over before it begins", "use a positive duration")],
        ],
        TrafficShape.Plateau plateau => Plateau(plateau, path),
        _ => throw new System.Diagnostics.UnreachableException($"No row for {shape.GetType().Name}."),
    };

    private static IEnumerable<PlanProblem> Plateau(TrafficShape.Plateau plateau, string path)
    {
        if (plateau.Factor <= 0)
        {
            yield return new($"{path}.factor", $"a factor of {plateau.Factor} is no load", "use a factor above 0");
        }

        if (plateau.Until <= plateau.From)
        {
            yield return new(
                $"{path}.until",
                $"the plateau ends at {plateau.Until:u}, not after its start at {plateau.From:u}",
                "put the end after the start");
        }
        else if (plateau.Ramp < TimeSpan.Zero || plateau.Ramp * 2 > plateau.Until - plateau.From)
        {
            yield return new(
                $"{path}.ramp",
                $"a rise and a fall of {plateau.Ramp} each do not fit between {plateau.From:u} and {plateau.Until:u}",
                "use at most half of the plateau");
        }
    }

    private static IEnumerable<PlanProblem> Peak(decimal factor, string path) => factor > 1
        ? []
        : [new($"{path}.factor", $"a top of {factor} times the normal is no rise", "use a factor above 1")];

    private static IEnumerable<PlanProblem> NotNegative(TimeSpan duration, string path) => duration >= TimeSpan.Zero
        ? []
        : [new(path, $"{duration} is negative", "use 0 or more")];
}
