using System.Diagnostics.CodeAnalysis;

namespace ServerlessReadiness.Core;

/// <summary>
/// An id that is a text of a stated shape. It is parsed at the edge, so that inside nothing is a bare string.
/// </summary>
public interface ITextId<TSelf>
    where TSelf : struct, ITextId<TSelf>
{
    string Value { get; }

    /// <summary>The shape, as an instruction that completes an error message.</summary>
    static abstract string Rule { get; }

    static abstract bool TryParse([NotNullWhen(true)] string? text, out TSelf id);
}
