namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>How a limit stands. The zero value is that nobody can tell, so that a missing one never passes.</summary>
public enum LimitStand
{
    CannotTell = 0,

    /// <summary>Below the threshold at the planned peak, and the ceiling fits.</summary>
    Fits,

    /// <summary>Over the threshold at the planned peak, or the ceiling does not fit.</summary>
    Tight,

    /// <summary>Over the limit at the planned peak, or wrong whatever the numbers say.</summary>
    Broken,
}
