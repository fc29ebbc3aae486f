namespace ServerlessReadiness.Core.Safety;

/// <summary>How much automation may do on one component in one class.</summary>
/// <param name="Class">The class.</param>
/// <param name="Count">Runs that may start within the window.</param>
/// <param name="Window">The window's length; it slides.</param>
/// <param name="Cooldown">Least time between two runs of the class.</param>
/// <param name="SharePercent">
/// For Replace: the share of the fleet that may be touched within the window, 1 to 100.
/// </param>
public sealed record Budget(ActionClass Class, int Count, TimeSpan Window, TimeSpan Cooldown, int SharePercent)
{
    /// <summary>
    /// What holds when the plan says nothing: enough for one bad hour, little enough not to make one.
    /// </summary>
    public static Budget DefaultFor(ActionClass actionClass) => actionClass switch
    {
        ActionClass.None => new(actionClass, int.MaxValue, TimeSpan.FromHours(1), TimeSpan.Zero, 100),
        ActionClass.CapacityUp => new(actionClass, 6, TimeSpan.FromHours(1), TimeSpan.FromMinutes(3), 100),
        ActionClass.CapacityDown => new(actionClass, 6, TimeSpan.FromHours(1), TimeSpan.FromMinutes(10), 100),
        ActionClass.Replace => new(actionClass, 3, TimeSpan.FromHours(1), TimeSpan.FromMinutes(2), 20),
        ActionClass.Traffic => new(actionClass, 4, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), 100),
        _ => throw new ArgumentOutOfRangeException(nameof(actionClass), actionClass, "Unknown class of action."),
    };
}
