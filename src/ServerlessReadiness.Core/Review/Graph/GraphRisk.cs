namespace ServerlessReadiness.Core.Review.Graph;

/// <summary>What is wrong with a component in the graph.</summary>
public enum GraphRisk
{
    /// <summary>Its callers send more at the planned peak than its ceiling carries.</summary>
    OverCeiling = 0,

    /// <summary>Its callers send more at the planned peak than its floor carries: it has to grow while they wait.</summary>
    OverFloor,

    /// <summary>What reaches it, or what it carries, is not stated.</summary>
    UnknownLoad,

    /// <summary>It is one instance.</summary>
    SingleInstance,

    /// <summary>It is one database.</summary>
    SingleDatabase,

    /// <summary>All of it is in one zone.</summary>
    SingleZone,

    /// <summary>Everything depends on it, and the plan has no contingency for its loss.</summary>
    NoContingency,
}
