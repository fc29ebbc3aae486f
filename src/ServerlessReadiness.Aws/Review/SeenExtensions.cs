using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Aws.Review;

/// <summary>What a source read, and what it could not.</summary>
internal static class SeenExtensions
{
    /// <summary>With more lines of what could not be read, such as those of what had to be read before.</summary>
    public static Seen<T> And<T>(this Seen<T> seen, params IEnumerable<IEnumerable<string>> unread) => seen with
    {
        Unread = EquatableList.From(seen.Unread.Concat(unread.SelectMany(u => u)).Distinct(StringComparer.Ordinal)),
    };
}
