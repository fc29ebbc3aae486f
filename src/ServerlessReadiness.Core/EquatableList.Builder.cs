namespace ServerlessReadiness.Core;

/// <summary>Builds an <see cref="EquatableList{T}"/>; collection expressions call it.</summary>
public static class EquatableList
{
    public static EquatableList<T> Create<T>(ReadOnlySpan<T> items) => new(items.ToArray());

    public static EquatableList<T> From<T>(IEnumerable<T> items) => new([.. items]);
}
