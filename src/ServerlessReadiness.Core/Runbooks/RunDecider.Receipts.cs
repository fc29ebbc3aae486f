using ServerlessReadiness.Core.Actions;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>What a service accepted and works on, and how far it is.</summary>
public static partial class RunDecider
{
    /// <summary>
    /// The newest effect of the step under way that happened, when its service named what it accepted: it can be asked
    /// how far that is.
    /// </summary>
    public static EffectRecord? ReceiptUnderWay(Run run) =>
        IndexUnderWay(run) is { } index
        && run.Steps[index].OfThisTry().Effects.LastOrDefault(e => e.State == EffectState.Done)
            is { Receipt: not null } effect
            ? effect
            : null;

    /// <summary>The instant is kept at which a service first said that it is done with what it accepted.</summary>
    private static Run Receive(Run run, Observation seen, DateTimeOffset now)
    {
        if (seen.Receipt is not { State: not ReceiptState.Pending } receipt
            || ReceiptUnderWay(run) is not { ReceiptEndedAt: null } effect
            || effect.Receipt != receipt.Receipt)
        {
            return run;
        }

        var index = IndexUnderWay(run)!.Value;
        var step = run.Steps[index];
        var position = step.Effects.Select((e, i) => (e, i)).Last(p => ReferenceEquals(p.e, effect)).i;
        return WithStep(
            run,
            index,
            step with { Effects = step.Effects.With(position, effect with { ReceiptEndedAt = now }) });
    }
}
