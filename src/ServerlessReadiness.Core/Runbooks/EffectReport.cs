namespace ServerlessReadiness.Core.Runbooks;

/// <summary>What the port said of an effect.</summary>
public enum EffectReport
{
    /// <summary>It happened.</summary>
    Done = 0,

    /// <summary>It did not happen, and would not if it were tried again.</summary>
    Impossible = 1,

    /// <summary>It did not happen as things stand; the world must be looked at anew.</summary>
    Refused = 2,

    /// <summary>It did not happen; it may if tried a little later.</summary>
    Throttled = 3,

    /// <summary>Nobody knows. The world must be looked at.</summary>
    Unknown = 4,
}
