namespace ServerlessReadiness.Core.Actions;

/// <summary>What may be done when it is not known whether a change happened.</summary>
public enum Repeatability
{
    /// <summary>It states an end, so repeating it is harmless.</summary>
    Absolute = 0,

    /// <summary>It carries a token by which the service, or the reader, recognises a repeat.</summary>
    Token = 1,

    /// <summary>Repeating it does harm: in doubt, a person decides.</summary>
    Once = 2,
}
