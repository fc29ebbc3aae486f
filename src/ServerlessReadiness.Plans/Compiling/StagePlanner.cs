using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Plans.Scalars;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>
/// Spreads the pre-warm over its window: data first, then what calls it, up to the front. A large raise is done in two
/// goals over consecutive stages, so that it meets a shortage of capacity early; where the window is too short for the
/// stage that this costs, in one.
/// </summary>
internal sealed class StagePlanner(Compilation all, EventSchedule schedule, IReadOnlyList<ComponentDraft> drafts)
{
    /// <summary>The last stage is given up this long before live, so that people still have a moment.</summary>
    public static readonly TimeSpan MarginBeforeLive = TimeSpan.FromMinutes(10);

    private const int LargeRaise = 2;

    private readonly Dictionary<ComponentName, ComponentDraft> _drafts = drafts.ToDictionary(d => d.Component.Name);

    /// <summary>The stages; empty when they do not fit, which is then a problem that names the time needed.</summary>
    public EquatableList<PrewarmStage> Plan()
    {
        var levels = ComponentGraph.Levels(EquatableList.From(drafts.Select(d => d.Component)))
            .Select(level => level.Where(IsRaised).Select(c => _drafts[c.Name]).ToArray())
            .Where(level => level.Length > 0)
            .ToArray();
        var staged = Slots(levels, inTwo: true);
        var plain = Slots(levels, inTwo: false);
        if (Starts(staged) is { } starts)
        {
            return Stages(staged, starts);
        }

        if (Starts(plain) is { } fewer)
        {
            return Stages(plain, fewer);
        }

        Refuse(plain);
        return [];
    }

    public static bool IsRaised(Component component) => component.Resource switch
    {
        Resource.AutoScalingGroup or Resource.ScalableTarget => component.Floor > 0,
        Resource.Setting { Service: SettingService.SsmParameters or SettingService.WebAclRateLimit } => false,
        Resource.Setting => component.Settings.Count > 0,
        _ => false,
    };

    private static List<Goal>[] Slots(ComponentDraft[][] levels, bool inTwo)
    {
        var slots = Enumerable.Range(0, levels.Length + 1).Select(_ => new List<Goal>()).ToArray();
        for (var level = 0; level < levels.Length; level++)
        {
            foreach (var draft in levels[level])
            {
                var floor = draft.Component.Floor;
                if (inTwo && draft.Normal is { } normal && draft.Component.Resource is not Resource.Setting
                    && normal > 0 && floor > LargeRaise * (long)normal)
                {
                    slots[level].Add(new Goal(draft, normal + (floor - normal + 1) / 2));
                    slots[level + 1].Add(new Goal(draft, floor));
                }
                else
                {
                    slots[level].Add(new Goal(draft, floor));
                }
            }
        }

        return [.. slots.Where(s => s.Count > 0)];
    }

    /// <summary>When each slot begins, in proportion to the time it needs; null when they do not fit.</summary>
    private DateTimeOffset[]? Starts(List<Goal>[] slots)
    {
        var end = schedule.Live - MarginBeforeLive;
        var starts = new DateTimeOffset[slots.Length];
        var next = schedule.Prewarm;
        var left = Need(slots);
        for (var i = 0; i < slots.Length; i++)
        {
            // A restart may not begin before its window, so its stage waits for that.
            starts[i] = slots[i].Select(g => g.Draft.Component.Restart?.From ?? next).Append(next).Max();
            var window = end - starts[i];
            if (window < left)
            {
                return null;
            }

            var share = (decimal)window.Ticks * Need(slots[i]).Ticks / left.Ticks;
            next = starts[i] + TimeSpan.FromMinutes((long)(share / TimeSpan.TicksPerMinute));
            left -= Need(slots[i]);
        }

        return starts;
    }

    private EquatableList<PrewarmStage> Stages(List<Goal>[] slots, DateTimeOffset[] starts) =>
        EquatableList.From(slots.Select((slot, i) => new PrewarmStage(
            i + 1,
            starts[i],
            i + 1 < slots.Length ? starts[i + 1] : schedule.Live - MarginBeforeLive,
            EquatableList.From(slot.Select(g => new StageGoal(g.Draft.Component.Name, g.Floor))))));

    private void Refuse(List<Goal>[] slots)
    {
        var window = schedule.Live - schedule.Prewarm;
        var need = Need(slots) + MarginBeforeLive;
        var parts = string.Join(", ", slots.Select(s => $"{Slowest(s)} {DurationText.Of(Need(s))}"));
        if (window < need)
        {
            all.Problems.Add(
                all.Places.Find("schedule.prewarm")!,
                $"the pre-warm of {DurationText.Of(window)} is too short: its stages need {DurationText.Of(need)} "
                    + $"({parts}, and {DurationText.Of(MarginBeforeLive)} before live)",
                $"write prewarm: live - {DurationText.Of(need)} or earlier, or give shorter leadTimes");
            return;
        }

        foreach (var late in slots.SelectMany(s => s).Where(g => g.Draft.Component.Restart is not null))
        {
            var index = drafts.ToList().IndexOf(late.Draft);
            all.Problems.Add(
                all.Places.Find($"components[{index}].restart.from")!,
                $"the restart window opens at {all.Clock.Zone.Show(late.Draft.Component.Restart!.From)}, which leaves "
                    + $"too little of the pre-warm: all its stages need {DurationText.Of(need)} ({parts}, and "
                    + $"{DurationText.Of(MarginBeforeLive)} before live)",
                "open the window earlier, or give shorter leadTimes");
        }
    }

    private static string Slowest(List<Goal> slot) => slot.MaxBy(g => g.Draft.LeadTime)!.Draft.Component.Name.Value;

    // Whole minutes, because stages begin with Clock's beats.
    private static TimeSpan Need(List<Goal> slot) =>
        TimeSpan.FromMinutes(Math.Max(1, (long)Math.Ceiling(slot.Max(g => g.Draft.LeadTime).TotalMinutes)));

    private static TimeSpan Need(List<Goal>[] slots) =>
        slots.Aggregate(TimeSpan.Zero, (sum, slot) => sum + Need(slot));

    private sealed record Goal(ComponentDraft Draft, int Floor);
}
