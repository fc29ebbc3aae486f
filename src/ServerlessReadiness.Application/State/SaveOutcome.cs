namespace ServerlessReadiness.Application.State;

/// <summary>What became of a commit. Losing a race is a normal outcome, not an exception.</summary>
public abstract record SaveOutcome
{
    private SaveOutcome()
    {
    }

    /// <summary>Every write of the commit happened.</summary>
    public sealed record Saved : SaveOutcome
    {
        public static readonly Saved Instance = new();
    }

    /// <summary>Nothing was written: another writer already holds the claimed name.</summary>
    public sealed record Duplicate(StateAddress Address) : SaveOutcome;

    /// <summary>
    /// Nothing was written: a document changed after it was read (its address is given), or the store's bounded
    /// retries of a transaction conflict ran out (the address is null). Read again and decide again.
    /// </summary>
    public sealed record LostRace(StateAddress? Address) : SaveOutcome;
}
