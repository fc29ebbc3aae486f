namespace ServerlessReadiness.Core.Safety;

/// <summary>The classes that automation budgets count.</summary>
public enum ActionClass
{
    /// <summary>Tells people; needs no budget.</summary>
    None = 0,
    CapacityUp = 1,
    CapacityDown = 2,

    /// <summary>Takes a serving instance away for a time or for good.</summary>
    Replace = 3,
    Traffic = 4,
}
