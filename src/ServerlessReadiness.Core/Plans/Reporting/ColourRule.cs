namespace ServerlessReadiness.Core.Plans.Reporting;

/// <summary>When a sign makes a report yellow or red.</summary>
/// <param name="Sign">What is looked at.</param>
/// <param name="Yellow">From this value on, in the sign's unit; null for never.</param>
/// <param name="Red">From this value on; null for never.</param>
public sealed record ColourRule(ColourSign Sign, decimal? Yellow, decimal? Red)
{
    /// <summary>Whether less is worse: then it is yellow or red below the value.</summary>
    public static bool IsLeast(ColourSign sign) => sign is ColourSign.Served or ColourSign.Capacity;
}
