namespace ServerlessReadiness.Core.Operators;

/// <summary>What is taken back to normal.</summary>
public enum RestoreKind
{
    Traffic = 0,
    Capacity = 1,
    All = 2,
}
