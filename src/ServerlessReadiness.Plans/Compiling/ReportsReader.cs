using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans.Reporting;
using ServerlessReadiness.Plans.Scalars;
using ServerlessReadiness.Plans.Shapes;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Reads when, how and about what leaders are told.</summary>
internal sealed class ReportsReader(Compilation all)
{
    private static readonly (string Key, Phase Phase)[] Phases =
        [("prewarm", Phase.Prewarm), ("live", Phase.Live), ("cooldown", Phase.Cooldown)];

    public ReportPlan Read(Section plan)
    {
        var section = plan.Child("reports", ReportShapes.Reports);
        var standard = ReportPlan.Default;
        return new ReportPlan(
            Every(section),
            section.Has("languages")
                ? EquatableList.From(Chosen(section, "languages", Words.Languages).Select(i => (Language)i))
                : standard.Languages,
            section.Text("from"),
            EquatableList.From(section.Texts("metrics")),
            section.Text("requests"),
            section.Text("failed"),
            section.Has("graveIssues")
                ? EquatableList.From(Chosen(section, "graveIssues", Words.IssueKinds)
                    .Select(i => Enum.GetValues<IssueKind>()[i]))
                : standard.GraveIssues,
            Colours(section));
    }

    public static DashboardPlan Dashboard(Section plan)
    {
        var section = plan.Child("dashboard", ReportShapes.Dashboard);
        return new DashboardPlan(
            section.Text("conversion"),
            section.Text("logs"),
            EquatableList.From(section.Texts("canaries")),
            section.Text("region"));
    }

    private static EquatableList<ReportEvery> Every(Section reports)
    {
        var section = reports.Child("every", ReportShapes.Every);
        if (!section.IsPresent)
        {
            return ReportPlan.Default.Every;
        }

        var given = Phases
            .Select(p => (p.Phase, Every: section.Duration(p.Key)))
            .Where(p => p.Every is not null)
            .Select(p => new ReportEvery(p.Phase, p.Every!.Value))
            .ToList();

        // Who says how often in one phase has not said that Live is to be silent.
        return EquatableList.From(given.Exists(e => e.Phase == Phase.Live)
            ? given
            : ReportPlan.Default.Every.Concat(given));
    }

    private static EquatableList<ColourRule> Colours(Section reports)
    {
        var section = reports.Child("colours", ReportShapes.Colours);
        var rules = new List<ColourRule>();
        foreach (var (key, sign) in ReportShapes.Colours.Names.Zip(Enum.GetValues<ColourSign>()))
        {
            if (!section.Has(key))
            {
                continue;
            }

            var type = ((KeyType.Of)ReportShapes.Colours[key].Type).Shape;
            var rule = section.ChildAt(key, type, rules.Count);
            rules.Add(new ColourRule(sign, Limit(rule, type, "yellow"), Limit(rule, type, "red")));
        }

        return EquatableList.From(rules);
    }

    private static decimal? Limit(Section rule, Shape type, string key) => type.Name switch
    {
        "colourTime" => rule.Duration(key) is { } time ? (decimal)time.TotalMinutes : null,
        "colourPercent" => rule.Percent(key),
        _ => rule.Whole(key),
    };

    private List<int> Chosen(Section section, string key, IReadOnlyList<string> words)
    {
        var found = new List<int>();
        foreach (var node in section.Items(key))
        {
            var word = section.TextOf(node);
            var index = words.ToList().IndexOf(word ?? "");
            if (index >= 0)
            {
                found.Add(index);
            }
            else if (word is not null)
            {
                all.Problems.Add(node, $"\"{word}\" is not known", Suggestion.Next(word, [.. words], "remove it"));
            }
        }

        return found;
    }
}
