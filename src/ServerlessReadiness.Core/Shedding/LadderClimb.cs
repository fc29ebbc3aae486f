namespace ServerlessReadiness.Core.Shedding;


/// <summary>Whether a ladder may be climbed now.</summary>
public abstract record LadderClimb
{
    private LadderClimb()
    {
    }

    /// <param name="Level">The level that comes next.</param>
    public sealed record Next(int Level) : LadderClimb;

    /// <summary>A run is taking it up or down, or its end was not taken up yet.</summary>
    public sealed record Busy(string Why) : LadderClimb;

    /// <summary>The present level has not been in force long enough to tell what it does.</summary>
    public sealed record Soaks(DateTimeOffset Until, string Why) : LadderClimb;

    /// <summary>All levels are in force.</summary>
    public sealed record Top(string Why) : LadderClimb;
}
