using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Actions;

/// <summary>What every action's rules ask of a step's record.</summary>
internal static class StepFacts
{
    /// <summary>The pace of looking at something that takes minutes, such as a launch.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    /// <summary>The pace of looking at something that takes seconds, such as a change of a member's state.</summary>
    public static readonly TimeSpan LookSoon = TimeSpan.FromSeconds(10);

    /// <summary>How long the world may be unreadable before a step that has done nothing yet gives up.</summary>
    public static readonly TimeSpan BlindMax = TimeSpan.FromMinutes(2);

    /// <summary>How long a service may take to show a change that it has accepted.</summary>
    public static readonly TimeSpan ShowsWithin = TimeSpan.FromSeconds(60);

    /// <summary>Effects of a kind that are done; of both directions when <paramref name="undoing"/> is null.</summary>
    public static List<EffectRecord> DoneEffects<TChange>(this StepContext context, bool? undoing)
        where TChange : Change =>
        [.. context.Step.Effects.Where(e => e.State == EffectState.Done && e.Change is TChange
            && (undoing is null || e.Undoing == undoing))];

    public static bool Did<TChange>(this StepContext context, bool? undoing)
        where TChange : Change => context.DoneEffects<TChange>(undoing).Count > 0;

    public static bool DidAnything(this StepContext context) =>
        context.Step.Effects.Any(e => e.State == EffectState.Done);

    public static DateTimeOffset EndOf(EffectRecord effect) => effect.EndedAt ?? effect.StartedAt;

    /// <summary>
    /// What a refused effect means: first a pause, so that throttling and half-made changes can pass, then another
    /// try decided anew on the present world (null), and after <see cref="EffectRecord.AttemptsMax"/> the failure.
    /// </summary>
    public static ActionMove? AfterFailure(this StepContext context, bool undoing)
    {
        var effects = context.Step.Effects.Where(e => e.Undoing == undoing).ToList();
        if (effects.Count == 0 || effects[^1] is not { State: EffectState.Failed } last)
        {
            return null;
        }

        // A retry may be a new record or a higher count in the same one; both are tries.
        var kind = last.Change.GetType();
        var streak = effects.AsEnumerable().Reverse()
            .TakeWhile(e => e.State == EffectState.Failed && e.Change.GetType() == kind)
            .ToList();
        var attempts = Math.Max(streak.Count, streak.Max(e => e.Attempts));
        if (attempts >= EffectRecord.AttemptsMax)
        {
            return new ActionMove.Fail($"could not {last.Change.Describe()} in {attempts} attempts: {Outcome(last)}");
        }

        var again = EndOf(last) + LookSoon;
        return context.Now < again
            ? new ActionMove.Wait(
                again - context.Now,
                $"could not {last.Change.Describe()}: {Outcome(last)}; tries again")
            : null;
    }

    /// <summary>What it means that something needed could not be read.</summary>
    public static ActionMove Blind(this StepContext context, string what)
    {
        var why = $"{what} cannot be read: {context.Seen.Unreadable ?? "no reason was given"}";
        var since = context.Step.StartedAt ?? context.Now;

        if (context.Seen.IsHopeless && !context.DidAnything())
        {
            return new ActionMove.Fail($"{why} Nothing was changed; correct that, then start the runbook again.");
        }

        // Once something was changed only the step's own time-out may end the watch over it.
        return context.DidAnything() || context.Now - since < BlindMax
            ? new ActionMove.Wait(LookAgain, $"{why}; looks again")
            : new ActionMove.Fail($"{why}, for {BlindMax.TotalMinutes:0} minutes; nothing was changed. "
                + "Check the role's permissions and the service's health, then start the runbook again.");
    }

    private static string Outcome(EffectRecord effect) => effect.Outcome ?? "the service gave no reason";
}
