namespace ServerlessReadiness.Core.Capacity;

/// <summary>
/// A floor that Auto Scaling sets by itself at an instant, as a scheduled action, so that the fleet is warm even if our
/// control plane is not. Minimum, and maximum where the minimum needs it; never the desired capacity.
/// </summary>
/// <param name="Name">The scheduled action's name; ours start with <see cref="Prefix"/>.</param>
/// <param name="At">When; Auto Scaling may be up to two minutes late.</param>
/// <param name="Minimum">The floor.</param>
/// <param name="Maximum">Only where the group's maximum is below the floor; else null.</param>
public sealed record ArmedFloor(string Name, DateTimeOffset At, int Minimum, int? Maximum)
{
    public const string Prefix = "readiness-";

    /// <summary>Whether both are due at the same instant; the service counts in seconds.</summary>
    public bool SameInstant(ArmedFloor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return At.ToUnixTimeSeconds() == other.At.ToUnixTimeSeconds();
    }

    /// <summary>Whether this one, as the service shows it, does what the other asks for.</summary>
    public bool Does(ArmedFloor wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return Name == wanted.Name && SameInstant(wanted) && Minimum == wanted.Minimum && Maximum == wanted.Maximum;
    }

    public override string ToString() =>
        $"minimum {Minimum}{(Maximum is { } maximum ? $", maximum {maximum}" : "")} at {At:u}";
}
