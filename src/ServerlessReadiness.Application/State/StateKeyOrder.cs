using System.Text;

namespace ServerlessReadiness.Application.State;

/// <summary>
/// The order of keys in the table: by their UTF-8 bytes. Ordinal comparison of strings is not that order, because
/// surrogates (emoji in a name) sort below U+E000 in UTF-16 and above U+FFFF in UTF-8.
/// </summary>
public sealed class StateKeyOrder : IComparer<string>
{
    private const char FirstSurrogate = '\uD800';
    private const char FirstAboveSurrogates = '\uE000';

    public static readonly StateKeyOrder Instance = new();

    private StateKeyOrder()
    {
    }

    public int Compare(string? x, string? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);

        var common = x.AsSpan().CommonPrefixLength(y);
        return common == x.Length || common == y.Length
            ? x.Length.CompareTo(y.Length)
            : Rank(x[common]).CompareTo(Rank(y[common]));
    }

    /// <summary>Orders addresses by partition key, then by sort key.</summary>
    public int Compare(StateAddress x, StateAddress y)
    {
        var byPartition = Compare(x.Pk, y.Pk);
        return byPartition != 0 ? byPartition : Compare(x.Sk, y.Sk);
    }

    /// <summary>The length of a key in UTF-8; null when half a surrogate pair leaves it without UTF-8 form.</summary>
    public static int? Utf8Length(string key)
    {
        if (Ascii.IsValid(key))
            return key.Length;

        var rest = key.AsSpan();
        var bytes = 0;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var consumed) != System.Buffers.OperationStatus.Done)
                return null;
            bytes += rune.Utf8SequenceLength;
            rest = rest[consumed..];
        }

        return bytes;
    }

    // The two ranges at the top of UTF-16 change places; below them both orders agree.
    private static int Rank(char unit) => unit switch
    {
        < FirstSurrogate => unit,
        < FirstAboveSurrogates => unit + 0x2000,
        _ => unit - 0x800,
    };
}
