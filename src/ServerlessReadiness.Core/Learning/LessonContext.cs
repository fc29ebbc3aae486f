using System.Globalization;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.PostMortems;

namespace ServerlessReadiness.Core.Learning;

/// <summary>What every rule looks at.</summary>
/// <param name="Plan">The next event's plan.</param>
/// <param name="Facts">What happened at this one.</param>
/// <param name="Wording">In which words evidence is written.</param>
internal sealed record LessonContext(CompiledPlan Plan, EventFacts Facts, Wording Wording)
{
    /// <summary>What is added to a measured peak.</summary>
    public const decimal Headroom = 1.2m;

    /// <summary>What a rehearsal showed is no more than likely.</summary>
    public Confidence Measured => Facts.Measured.IsRehearsed ? Confidence.Low : Confidence.High;

    public string Say(LessonPhrase phrase, params ReadOnlySpan<string> parts) => Wording.Say(phrase, parts);

    public static string Factor(decimal factor) =>
        string.Create(CultureInfo.InvariantCulture, $"{factor:0.##}x");

    public static string Whole(decimal number) => number.ToString("0", CultureInfo.InvariantCulture);

    public static string Number(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>As plans write durations, in whole minutes.</summary>
    public static string Minutes(TimeSpan span) => $"{Whole((decimal)Math.Ceiling(span.TotalMinutes))}m";

    /// <summary>A multiple of a half, never less.</summary>
    public static decimal HalvesUp(decimal factor) => Math.Ceiling(factor * 2) / 2;
}
