using System.Collections;
using System.Runtime.CompilerServices;

namespace ServerlessReadiness.Core;

/// <summary>
/// An immutable list that is equal by its items, so that a record which holds one is equal by value. The only list
/// type in stored and decided data. Write it as a collection expression: <c>[a, b]</c>.
/// </summary>
[CollectionBuilder(typeof(EquatableList), nameof(EquatableList.Create))]
public sealed class EquatableList<T> : IReadOnlyList<T>, IEquatable<EquatableList<T>>
{
    private readonly T[] _items;

    internal EquatableList(T[] items) => _items = items;

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    /// <summary>This list with one more item at its end.</summary>
    public EquatableList<T> Add(T item) => new([.. _items, item]);

    /// <summary>This list with the item at <paramref name="index"/> replaced.</summary>
    public EquatableList<T> With(int index, T item)
    {
        var items = (T[])_items.Clone();
        items[index] = item;
        return new EquatableList<T>(items);
    }

    /// <summary>The last <paramref name="count"/> items, or all of them when there are fewer.</summary>
    public EquatableList<T> TakeLast(int count) =>
        _items.Length <= count ? this : new EquatableList<T>(_items[^count..]);

    public bool Equals(EquatableList<T>? other) =>
        other is not null && _items.AsSpan().SequenceEqual(other._items, EqualityComparer<T>.Default);

    public override bool Equals(object? obj) => Equals(obj as EquatableList<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    public override string ToString() => $"[{string.Join(", ", _items)}]";
}
