using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.PostMortems;
using P = ServerlessReadiness.Core.Learning.LessonPhrase;

namespace ServerlessReadiness.Core.Learning;

/// <summary>Factors, floors and ceilings against what was needed.</summary>
internal static class CapacityLessons
{
    /// <summary>A plan that has more than so many times what was needed, headroom included, has too much.</summary>
    private const decimal FarTooMuch = 1.5m;

    /// <summary>Traffic is never quite as drawn: a peak that is above the plan's by less is the plan's.</summary>
    private const decimal Noise = 1.05m;

    /// <summary>The whole event's peak as a multiple of the normal.</summary>
    public static IEnumerable<Lesson> Peak(LessonContext context)
    {
        var facts = context.Facts;
        var normal = facts.Plan.Traffic.Sum(t => t.NormalRequestsPerSecond);
        if (normal == 0
            || DemandHours.Peak(facts.Measured, facts.Plan.Schedule.Live, facts.Plan.Schedule.Cooldown) is not { } peak)
        {
            yield break;
        }

        var factor = peak.Rate / normal;
        var proposed = LessonContext.HalvesUp(factor * LessonContext.Headroom);
        var present = context.Plan.Expectation.Peak;
        if (IsWrong(present, factor / Noise, proposed))
        {
            yield return new Lesson(
                LessonKind.Peak,
                "expect.peak",
                LessonContext.Factor(present),
                LessonContext.Factor(proposed),
                context.Say(
                    P.PeakEvidence,
                    context.Wording.Short(Math.Round(peak.Rate)),
                    context.Wording.DateTime(peak.At),
                    LessonContext.Factor(Math.Round(factor, 2)),
                    LessonContext.Factor(present)),
                context.Measured,
                [new PlanEdit("expect.peak", LessonContext.Factor(proposed))]);
        }
    }

    public static IEnumerable<Lesson> Components(LessonContext context)
    {
        foreach (var use in CapacityUses.Of(context.Facts))
        {
            if (use is { NeededPeak: { } needed, Component.Model: { NormalUnits: > 0 } }
                && context.Plan.FindComponent(use.Component.Name) is { Model: { } model } component
                && One(context, component, needed, model.NormalUnits) is { } lesson)
            {
                yield return lesson;
            }
        }
    }

    /// <summary>Databases and the like that could not keep up: their size is a setting, and no unit more helps.</summary>
    public static IEnumerable<Lesson> Settings(LessonContext context)
    {
        var schedule = context.Facts.Plan.Schedule;
        var strains = (context.Facts.Measured.Strains ?? [])
            .Where(s => s.From >= schedule.Live && s.From < schedule.Cooldown)
            .GroupBy(s => s.Component);
        foreach (var strained in strains)
        {
            if (strained.Key is { } name
                && context.Plan.FindComponent(name) is { Resource: Resource.Setting } component)
            {
                var lasted = strained.Sum(s => ((s.RelievedAt ?? schedule.Cooldown) - s.From).Ticks);
                yield return new Lesson(
                    LessonKind.SettingTooSmall,
                    $"components.{name}.set",
                    component.Resource.Label,
                    context.Say(P.SettingDo),
                    context.Say(
                        P.SettingEvidence,
                        name.Value,
                        context.Wording.DateTime(strained.Min(s => s.From)),
                        context.Wording.Duration(TimeSpan.FromTicks(lasted))),
                    context.Measured,
                    []);
            }
        }
    }

    /// <summary>Floors that were never in service: whatever the plan says, less was there.</summary>
    public static IEnumerable<Lesson> NotReached(LessonContext context)
    {
        foreach (var use in CapacityUses.Of(context.Facts).Where(u => u.Peak < u.Component.Floor))
        {
            if (context.Plan.FindComponent(use.Component.Name) is not { } component)
            {
                continue;
            }

            var goal = (context.Facts.Stages?.Stages ?? []).SelectMany(s => s.Goals)
                .LastOrDefault(g => g.Component == component.Name && !g.IsInService);
            yield return new Lesson(
                LessonKind.FloorNotReached,
                $"components.{component.Name}.floor",
                LessonContext.Whole(component.Floor),
                context.Say(P.FloorNotReachedDo),
                context.Say(
                    P.FloorNotReachedEvidence,
                    component.Name.Value,
                    LessonContext.Number(use.Peak),
                    LessonContext.Whole(use.Component.Floor),
                    goal?.Reason ?? context.Say(P.ReasonUnknown)),
                context.Measured,
                []);
        }
    }

    // A floor that the plan states counts instead of its factor.
    private static Lesson? One(LessonContext context, Component component, decimal needed, int normal)
    {
        var wanted = Math.Ceiling(needed * LessonContext.Headroom);
        var isStated = component.Floor != (int)Math.Ceiling(normal * component.Factor);
        var factor = LessonContext.HalvesUp(wanted / normal);
        var floor = isStated ? wanted : Math.Ceiling(factor * normal);
        if (!IsWrong(component.Floor, needed, floor))
        {
            return null;
        }

        var path = $"components.{component.Name}.";
        if (floor < component.Floor && StandsBy(context.Plan).Contains(component.Name))
        {
            return new Lesson(
                LessonKind.Standby,
                path + (isStated ? "floor" : "factor"),
                isStated ? LessonContext.Whole(component.Floor) : LessonContext.Factor(component.Factor),
                context.Say(P.StandbyDo),
                context.Say(
                    P.StandbyEvidence,
                    component.Name.Value,
                    LessonContext.Number(Math.Round(needed, 1)),
                    LessonContext.Whole(component.Floor)),
                context.Measured,
                []);
        }

        List<PlanEdit> edits =
        [
            isStated
                ? new PlanEdit(path + "floor", LessonContext.Whole(floor))
                : new PlanEdit(path + "factor", LessonContext.Factor(factor)),
        ];
        if (floor > component.Ceiling)
        {
            var ceiling = Math.Ceiling(floor * LessonContext.Headroom);
            edits.Add(new PlanEdit(path + "ceiling", LessonContext.Whole(ceiling)));
        }

        return new Lesson(
            isStated ? LessonKind.Floor : LessonKind.Factor,
            edits[0].Path,
            isStated ? LessonContext.Whole(component.Floor) : LessonContext.Factor(component.Factor),
            edits[0].Value,
            context.Say(
                P.NeededEvidence,
                component.Name.Value,
                LessonContext.Number(Math.Round(needed, 1)),
                LessonContext.Whole(component.Floor),
                LessonContext.Whole(floor)),
            context.Measured,
            EquatableList.From(edits));
    }

    /// <summary>
    /// Components to which what others serve may be moved, and what those depend on: a quiet event says nothing about
    /// what they need when it is.
    /// </summary>
    private static HashSet<ComponentName> StandsBy(CompiledPlan plan)
    {
        var standing = plan.Components
            .Where(c => c.Endpoints.Count(e => e.Behind is not null) > 1)
            .SelectMany(c => c.Endpoints.Select(e => e.Behind).OfType<ComponentName>())
            .Concat(plan.Components.Select(c => c.Alternative).OfType<ComponentName>())
            .ToHashSet();
        var open = new Queue<ComponentName>(standing);
        while (open.TryDequeue(out var name))
        {
            foreach (var needed in plan.FindComponent(name)?.DependsOn ?? [])
            {
                if (standing.Add(needed.Component))
                {
                    open.Enqueue(needed.Component);
                }
            }
        }

        return standing;
    }

    private static bool IsWrong(decimal present, decimal needed, decimal proposed) =>
        proposed != present && (needed > present || present > proposed * FarTooMuch);
}
