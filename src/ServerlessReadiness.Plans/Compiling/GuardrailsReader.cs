using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Plans.Scalars;
using ServerlessReadiness.Plans.Shapes;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Reads how far the event may go, how it ends, and what makes it a success.</summary>
internal sealed class GuardrailsReader(Compilation all)
{
    private static readonly TimeSpan LatestCooldownAfterClosed = TimeSpan.FromHours(24);
    private static readonly TimeSpan AlarmLimitDefault = TimeSpan.FromMinutes(15);

    public (Guardrails Guardrails, TimeSpan AlarmLimit) Guardrails(Section plan, EventSchedule schedule)
    {
        var section = plan.Child("guardrails", PlanShapes.Guardrails);
        if (section["alarmLimit"] is { } limit)
        {
            all.Places.Map("alarmLimit", limit);
        }

        var guardrails = new Guardrails(
            section.Instant("latestCooldown") ?? schedule.Closed + LatestCooldownAfterClosed,
            section.Number("maxExtraSpend"),
            all.Defaults.Currency);
        return (guardrails, section.Duration("alarmLimit") ?? AlarmLimitDefault);
    }

    public static ReturnToNormal Return(Section plan)
    {
        var section = plan.Child("returnToNormal", PlanShapes.Return);
        var standard = ReturnToNormal.Default;
        return new ReturnToNormal(
            section.Duration("inRangeFor") ?? standard.InRangeFor,
            section.WholePercent("step") ?? standard.StepPercent,
            section.Duration("every") ?? standard.StepEvery,
            EquatableList.From(section.Texts("operational")));
    }

    public EquatableList<Freeze> Freezes(Section plan, IReadOnlyList<Component> components)
    {
        var freezes = new List<Freeze>();
        foreach (var node in plan.Items("freezes"))
        {
            var section = all.Open(node, PlanShapes.Freeze, $"freezes[{freezes.Count}]");
            var name = section.Text("name");
            var from = section.Instant("from");
            var until = section.Instant("until");
            var named = Components(section, components, freezes.Count);
            var allows = section.Flag("allowCapacityUp") ?? true;
            if (name is not null && from is not null && until is not null)
            {
                freezes.Add(new Freeze(name, from.Value, until.Value, named, allows));
            }
        }

        return EquatableList.From(freezes);
    }

    public EquatableList<SuccessCriterion> Success(Section plan)
    {
        var section = plan.Child("success", PlanShapes.Success);
        var found = new List<SuccessCriterion>();
        Add("served", section.Percent("served"), CriterionMeasure.ServedPercent, l => $"served at least {l}%");
        Add("failed", section.Percent("failed"), CriterionMeasure.FailedPercent, l => $"failed at most {l}%");
        Add("shed", section.Percent("shed"), CriterionMeasure.ShedPercent, l => $"shed at most {l}%");
        Add("relief", Minutes(section), CriterionMeasure.ReliefMinutes, l => $"relief within {l} minutes");
        Add("extraSpend", section.Number("extraSpend"), CriterionMeasure.ExtraSpend,
            l => $"extra spend at most {l} {all.Defaults.Currency}");
        return EquatableList.From(found);

        void Add(string key, decimal? limit, CriterionMeasure measure, Func<decimal, string> name)
        {
            if (limit is { } value && section[key] is { } node)
            {
                all.Places.Map($"criteria[{found.Count}]", node);
                found.Add(new SuccessCriterion(name(value), measure, value));
            }
        }
    }

    private static decimal? Minutes(Section section)
    {
        if (section.Duration("relief") is not { } relief)
        {
            return null;
        }

        if (relief.Ticks % TimeSpan.TicksPerMinute == 0)
        {
            return relief.Ticks / TimeSpan.TicksPerMinute;
        }

        section.Refuse("relief", $"{relief} is no whole number of minutes", "use whole minutes, such as 10m");
        return null;
    }

    private EquatableList<ComponentName> Components(Section section, IReadOnlyList<Component> components, int freeze)
    {
        var found = new List<ComponentName>();
        foreach (var node in section.Items("components"))
        {
            var name = section.TextOf(node);
            if (components.FirstOrDefault(c => c.Name.Value == name) is { } component)
            {
                all.Places.Map($"freezes[{freeze}].components[{found.Count}]", node);
                found.Add(component.Name);
            }
            else if (name is not null)
            {
                all.Problems.Add(
                    node,
                    $"there is no component \"{name}\"",
                    Suggestion.Next(name, [.. components.Select(c => c.Name.Value)], "add it"));
            }
        }

        return EquatableList.From(found);
    }
}
