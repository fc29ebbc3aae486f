using System.Diagnostics;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Languages;

namespace ServerlessReadiness.Core.Plans.Reporting;

/// <summary>When, how and about what leaders are told.</summary>
/// <param name="Every">How often, by phase; a phase that is absent has no regular report. Empty for no report at all.
/// </param>
/// <param name="Languages">In which languages, the first for contacts that state none.</param>
/// <param name="From">The verified sender of mails; null to send none.</param>
/// <param name="Metrics">The metrics that are shown first, by name; the plan's others follow.</param>
/// <param name="Requests">The metric that counts requests, by name; null when there is none.</param>
/// <param name="Failed">The metric that counts those of them that failed; null when there is none.</param>
/// <param name="GraveIssues">The kinds of issues that are a major problem.</param>
/// <param name="Colours">Rules that differ from <see cref="StandardOf"/>.</param>
public sealed record ReportPlan(
    EquatableList<ReportEvery> Every,
    EquatableList<Language> Languages,
    string? From,
    EquatableList<string> Metrics,
    string? Requests,
    string? Failed,
    EquatableList<IssueKind> GraveIssues,
    EquatableList<ColourRule> Colours)
{
    public static readonly EquatableList<IssueKind> GraveStandard =
    [
        IssueKind.CapacityShortage,
        IssueKind.QuotaRefused,
        IssueKind.FloorFight,
        IssueKind.PageFight,
        IssueKind.AwsHealth,
    ];

    public static readonly ReportPlan Default = new(
        [new ReportEvery(Phase.Live, TimeSpan.FromHours(1))],
        [Language.English],
        null,
        [],
        null,
        null,
        GraveStandard,
        []);

    /// <summary>Nobody is told anything: for plans that are made without a text.</summary>
    public static readonly ReportPlan None = Default with { Every = [] };

    public Language FirstLanguage => Languages.Count > 0 ? Languages[0] : Language.English;

    /// <summary>How often in a phase; null for never.</summary>
    public TimeSpan? EveryIn(Phase phase) => Every.FirstOrDefault(e => e.Phase == phase)?.Every;

    public ColourRule RuleOf(ColourSign sign) => Colours.FirstOrDefault(c => c.Sign == sign) ?? StandardOf(sign);

    /// <summary>What holds where the plan says nothing.</summary>
    public static ColourRule StandardOf(ColourSign sign) => sign switch
    {
        ColourSign.AlarmFiring => new(sign, 5, 20),
        ColourSign.Served => new(sign, 99.9m, 99),
        ColourSign.Criteria => new(sign, 1, 3),
        ColourSign.Issues => new(sign, 1, null),
        ColourSign.GraveIssues => new(sign, null, 1),
        ColourSign.Capacity => new(sign, 100, 80),
        ColourSign.Shedding => new(sign, 1, 3),
        ColourSign.Stopped => new(sign, 0, null),
        ColourSign.Budgets => new(sign, 1, null),
        ColourSign.Metrics => new(sign, 1, 4),
        ColourSign.Unreadable => new(sign, 1, 20),
        ColourSign.Unseen => new(sign, 1, null),
        _ => throw new UnreachableException($"No rule for {sign}."),
    };
}
