namespace ServerlessReadiness.Application.State;

/// <summary>A document and when the table may forget it.</summary>
internal sealed record InMemoryItem(StateDocument Document, long? ExpirySeconds)
{
    /// <summary>Earliest first, then in the order of addresses: every store gives one order.</summary>
    public static readonly IComparer<InMemoryItem> DueOrder = Comparer<InMemoryItem>.Create((x, y) =>
    {
        var byInstant = Nullable.Compare(x.Document.DueAt, y.Document.DueAt);
        return byInstant != 0
            ? byInstant
            : StateKeyOrder.Instance.Compare(x.Document.Address, y.Document.Address);
    });
}
