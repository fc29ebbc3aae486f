using System.Diagnostics;
using ServerlessReadiness.Core.Languages;

namespace ServerlessReadiness.Core.Events;

/// <summary>Phases in words, the same in everything that people read.</summary>
public static class PhaseWords
{
    public static string Of(Phase phase, Wording wording)
    {
        ArgumentNullException.ThrowIfNull(wording);
        return wording.Say(phase switch
        {
            Phase.Scheduled => PhasePhrase.Scheduled,
            Phase.Prewarm => PhasePhrase.Prewarm,
            Phase.Live => PhasePhrase.Live,
            Phase.Cooldown => PhasePhrase.Cooldown,
            Phase.Closed => PhasePhrase.Closed,
            Phase.Cancelled => PhasePhrase.Cancelled,
            _ => throw new UnreachableException($"No name for {phase}."),
        });
    }
}
