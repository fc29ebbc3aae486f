namespace ServerlessReadiness.Core;

/// <summary>
/// A document of the table. A newer schema than the one known here is refused by name, never guessed at.
/// </summary>
public interface IStoredDocument
{
    /// <summary>The newest schema that this version reads and the one that it writes.</summary>
    static abstract int SchemaLatest { get; }

    int Schema { get; }
}
