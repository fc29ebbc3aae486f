namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>What takes load off a component on purpose: reduced features, rate limits, pages.</summary>
internal sealed class LoadRelief
{
    /// <summary>Of the work for each request, where the plan does not say what reduced features save.</summary>
    public const int SavedPercentDefault = 25;

    /// <summary>Of the requests, where the plan does not say what comes from addresses over a rate limit.</summary>
    public const int LimitedPercentDefault = 10;

    /// <summary>Of the requests, where the plan does not say what a page for some hosts or paths meets.</summary>
    public const int PartialPercentDefault = 50;

    private const int CostPercentMin = 10;

    public List<(SimulatedKnobs Knobs, int SharePercent)> Features { get; } = [];

    public List<(SimulatedKnobs Knobs, int SharePercent)> Limits { get; } = [];

    public List<(SimulatedListener Listener, int SharePercent)> Pages { get; } = [];

    /// <summary>What a request costs, in percent of the normal.</summary>
    public int CostPercentAt(long nowMs)
    {
        var cost = 100;
        foreach (var (knobs, share) in Features)
        {
            cost -= knobs.IsFeltAt(nowMs) ? share : 0;
        }

        return Math.Max(CostPercentMin, cost);
    }

    /// <summary>Of the requests that come from outside, those that are turned away. The limit stands before the page.
    /// </summary>
    public long ShedOf(long arrived, long nowMs)
    {
        var left = arrived;
        foreach (var (knobs, share) in Limits)
        {
            left -= knobs.IsFeltAt(nowMs) ? left * share / 100 : 0;
        }

        var page = 0;
        foreach (var (listener, share) in Pages)
        {
            page = Math.Max(page, listener.PagePercent(share));
        }

        return arrived - left + (left * page / 100);
    }
}
