namespace ServerlessReadiness.Core.Communication;

/// <summary>How long a page may wait.</summary>
public enum Gravity
{
    /// <summary>Its first of a kind and component goes at once, unless too many do already.</summary>
    Plain = 0,

    /// <summary>Its first of a kind and component goes at once, whatever else does.</summary>
    Serious = 1,

    /// <summary>Never waits, a repeat neither: a person has to do something now.</summary>
    Urgent = 2,
}
