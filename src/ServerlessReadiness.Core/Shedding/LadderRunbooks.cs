using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Core.Shedding;


/// <summary>The runs that climb a ladder and come down from it, built from its levels.</summary>
public static class LadderRunbooks
{
    public static readonly RunbookName ShedName = RunbookName.Parse("shed");
    public static readonly RunbookName UnshedName = RunbookName.Parse("unshed");

    private static readonly TimeSpan KeepTimeout = TimeSpan.FromMinutes(10);

    public static bool IsLadders(RunbookName name) => name == ShedName || name == UnshedName;

    /// <summary>
    /// Climbs to a level. What is in service now is held first: shed load must take no capacity with it. A step that
    /// fails takes the climb back, so that a level is in force as a whole or not at all.
    /// </summary>
    public static Runbook Climb(ShedLadder ladder, int level)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        var keep = new RunbookStep("keep", new StepAction.CapacityKeep(), KeepTimeout, OnFailure.Undo);
        var steps = ladder.Levels[level - 1].Steps
            .Select(s => s.OnFailure == OnFailure.Stop ? s with { OnFailure = OnFailure.Undo } : s);
        return new Runbook(ShedName, Named([keep, .. steps]));
    }

    /// <summary>
    /// Comes down from one level to a lower one: the later a step was, the earlier it is taken back. What a lower level
    /// did to the same thing stands afterwards.
    /// </summary>
    public static Runbook Down(ShedLadder ladder, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        var left = StepsOf(ladder, to, from)
            .Reverse()
            .DistinctBy(s => (Key(ladder, s), StepInverse.Of(s.Do)?.GetType()))
            .ToList();
        var standing = StepsOf(ladder, 0, to).ToLookup(s => Key(ladder, s));
        var steps = new List<RunbookStep>();
        foreach (var step in left)
        {
            var lower = standing[Key(ladder, step)].ToList();
            steps.AddRange((lower, StepInverse.IsWhole(step.Do)) switch
            {
                ([.., var last], true) => [Again(last)],
                (_, _) when StepInverse.Of(step.Do) is { } inverse => [Back(step, inverse), .. lower.Select(Again)],
                _ => (IEnumerable<RunbookStep>)[],
            });
        }

        return new Runbook(UnshedName, Named(steps));
    }

    /// <summary>Lets go the capacity that the ladder held.</summary>
    public static Runbook Release(int floorBefore) => new(
        UnshedName,
        [new RunbookStep("release", new StepAction.CapacityRelease(floorBefore), KeepTimeout)]);

    /// <summary>Takes back what a runbook did, the last step first.</summary>
    public static Runbook TakeBack(Runbook runbook, RunbookName name)
    {
        ArgumentNullException.ThrowIfNull(runbook);
        var steps = runbook.Steps.Reverse()
            .Select(s => (Step: s, Inverse: StepInverse.Of(s.Do)))
            .Where(s => s.Inverse is not null)
            .Select(s => Back(s.Step, s.Inverse!));
        return new Runbook(name, Named([.. steps]));
    }

    /// <summary>The component that a step of the ladder acts on.</summary>
    public static ComponentName ActsOn(ShedLadder ladder, RunbookStep step)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        ArgumentNullException.ThrowIfNull(step);
        return step.On ?? ladder.Component;
    }

    /// <summary>The steps of the levels above one up to another, in the order of the climb.</summary>
    public static IEnumerable<RunbookStep> StepsOf(ShedLadder ladder, int above, int upTo)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        return ladder.Levels.Take(upTo).Skip(above).SelectMany(l => l.Steps);
    }

    private static (ComponentName On, string Aspect) Key(ShedLadder ladder, RunbookStep step) =>
        (ActsOn(ladder, step), StepInverse.AspectOf(step.Do));

    // Nobody is asked again, and nothing is waited for that was proved on the way up.
    private static RunbookStep Back(RunbookStep step, StepAction inverse) =>
        new($"{step.Name}-back", inverse, step.Timeout) { On = step.On };

    // Conditions stay: a step that was left out on the way up is left out again.
    private static RunbookStep Again(RunbookStep step) =>
        new($"{step.Name}-again", step.Do, step.Timeout) { On = step.On, When = step.When };

    private static EquatableList<RunbookStep> Named(IReadOnlyList<RunbookStep> steps)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return EquatableList.From(steps.Select(s =>
        {
            var name = s.Name;
            for (var i = 2; !taken.Add(name); i++)
            {
                name = $"{s.Name}-{i}";
            }

            return s with { Name = name };
        }));
    }
}
