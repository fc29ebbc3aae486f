using static ServerlessReadiness.Plans.Shapes.Types;

namespace ServerlessReadiness.Plans.Shapes;

/// <summary>The forecast in the plan's YAML.</summary>
internal static class TrafficShapes
{
    public static readonly Shape DailyCurve = new("dailyCurve", "Day and night, around the mean.",
    [
        new("peakAt", Instant, "An instant of the daily maximum.", "2026-11-27T20:00") { IsRequired = true },
        new("swing", Percent, "How far peak and trough are from the mean.", "40%")
            { IsRequired = true, Compiled = "swingPercent" },
    ]);

    public static readonly Shape LaunchSpike = new("launchSpike", "A steep rise, a hold, and a slow decay.",
    [
        new("at", Instant, "When it begins.", "live") { IsRequired = true },
        new("factor", Factor, "Of the normal at its top.", "8x", "expect.peak"),
        new("rise", Duration, "From the normal to the top.", "5m", "5m"),
        new("hold", Duration, "At the top.", "1h") { IsRequired = true },
        new("decay", Duration, "From the top back to the normal.", "6h") { IsRequired = true },
    ]);

    public static readonly Shape FlashCrowd = new("flashCrowd", "A short rush, as steep down as up.",
    [
        new("at", Instant, "Its middle.", "live + 3h") { IsRequired = true },
        new("factor", Factor, "Of the normal at its top.", "3x") { IsRequired = true },
        new("width", Duration, "From its begin to its end.", "20m") { IsRequired = true },
    ]);

    public static readonly Shape Plateau = new("plateau", "A long stretch at a multiple of the normal.",
    [
        new("from", Instant, "Its begin.", "live") { IsRequired = true },
        new("until", Instant, "Its end.", "cooldown") { IsRequired = true },
        new("factor", Factor, "Of the normal.", "4x") { IsRequired = true },
        new("ramp", Duration, "Its rise at the begin and its fall before the end.", "30m", "30m"),
    ]);

    public static readonly Shape Shape = new("shape", "How the rate differs from the normal; exactly one key.",
    [
        new("dailyCurve", new KeyType.Of(DailyCurve), "Day and night.", "…") { Compiled = "" },
        new("launchSpike", new KeyType.Of(LaunchSpike), "An announced start.", "…") { Compiled = "" },
        new("flashCrowd", new KeyType.Of(FlashCrowd), "A rush that nobody announced.", "…") { Compiled = "" },
        new("plateau", new KeyType.Of(Plateau), "A long stretch.", "…") { Compiled = "" },
    ]);

    public static readonly Shape Stream = new("stream", "Expected requests under one name.",
    [
        new("normal", Whole, "Requests per second, the mean of a normal day.", "1500")
            { IsRequired = true, Compiled = "normalRequestsPerSecond" },
        new("to", new KeyType.Either([Text, MapOf(Whole)]),
            "The component that they reach, or several with their DNS weights.", "{ web-eu: 100, web-us: 0 }")
            { IsRequired = true, Compiled = "targets" },
        new("ttl", Duration, "How long clients keep a DNS answer.", "60s", "60s") { Compiled = "dnsTtl" },
        new("shapes", ListOf(new KeyType.Of(Shape)), "How the rate differs from the normal; they add up.", "…"),
    ]);
}
