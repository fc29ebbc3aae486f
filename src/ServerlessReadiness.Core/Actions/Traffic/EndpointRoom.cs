using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions.Traffic;

/// <summary>
/// Whether traffic may move to an endpoint: only toward healthy capacity in service that can carry it with a margin.
/// Idle and green is not enough, and missing data means not able.
/// </summary>
internal static class EndpointRoom
{
    /// <summary>Share of its capacity that an endpoint may be given: a busy minute or a lost unit must fit too.</summary>
    public const int UsePercentMax = 80;

    /// <summary>An endpoint without a share whose last count is older than this has none left.</summary>
    private static readonly TimeSpan DrainedAfter = TimeSpan.FromMinutes(3);

    /// <summary>
    /// Requests a second that the name has now; null when the load of an endpoint that has a share is not known.
    /// </summary>
    /// <param name="context">The step, with the endpoints' facts.</param>
    /// <param name="serves">Whether an endpoint can be answered with now.</param>
    public static decimal? TotalLoad(StepContext context, Func<string, bool> serves)
    {
        var sum = 0m;
        foreach (var facts in context.Seen.Endpoints ?? [])
        {
            var isDrained = !serves(facts.Endpoint)
                && (facts.LoadAt is not { } at || context.Now - at > DrainedAfter);
            if (isDrained)
            {
                continue;
            }

            if (facts.LoadPerSecond is not { } load)
            {
                return null;
            }

            sum += load;
        }

        return sum;
    }

    /// <summary>Why an endpoint cannot take the load; null when it can.</summary>
    /// <param name="context">The step, with the endpoints' facts.</param>
    /// <param name="name">The endpoint.</param>
    /// <param name="load">Requests a second that it would have then; null when that is not known.</param>
    public static Obstacle? Find(StepContext context, string name, decimal? load)
    {
        var endpoint = context.Component.Endpoints.FirstOrDefault(e => e.SetIdentifier == name);
        var facts = context.Seen.Endpoints?.FirstOrDefault(f => f.Endpoint == name);
        return (endpoint, facts) switch
        {
            (null, _) => Obstacle.Lasting($"{name} is no endpoint of component {context.Component.Name}; add it to the "
                + "plan, so that it is known what is behind it"),
            (_, null) => Obstacle.Unreadable($"what is behind {name} cannot be read"),
            (_, { Firing: null }) => Obstacle.Unreadable($"the alarms of {name} cannot be read{Why(facts)}"),
            (_, { Firing: { Count: > 0 } firing }) => Obstacle.Passing(
                $"alarm {string.Join(", ", firing)} of {name} fires"),
            (_, { Silent: { Count: > 0 } silent }) => Obstacle.Passing(
                $"alarm {string.Join(", ", silent)} of {name} says nothing, and what says nothing proves nothing"),
            ({ IsStaticPage: true }, _) => null,
            ({ Alarms.Count: 0 }, _) => Obstacle.Lasting(
                $"{name} has no alarms, so nothing tells whether it can serve; name its alarms in the plan"),
            (_, { InService: null }) => Obstacle.Unreadable(
                $"how much is in service behind {name} cannot be read{Why(facts)}"),
            (_, { CapacityPerSecond: null }) => Obstacle.Lasting(
                $"nothing tells what {name} can carry; give the component behind it a model"),
            (_, { CapacityPerSecond: { } capacity }) when load is { } wanted =>
                wanted * 100 <= capacity * UsePercentMax
                    ? null
                    : Obstacle.Passing(
                        $"{name} has no room: {facts.InService} in service carry {capacity:0.#} requests/s, of which "
                        + $"{UsePercentMax} % may be used, and it would get {wanted:0.#}; raise its capacity first"),
            _ => Obstacle.Passing(
                "the present load is not known, so nothing tells whether there is room: see to the load metrics of "
                + $"component {context.Component.Name}"),
        };
    }

    private static string Why(EndpointFacts facts) => facts.Unreadable is { } why ? $": {why}" : "";
}
