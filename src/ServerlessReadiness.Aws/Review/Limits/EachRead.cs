using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Aws.Review.Limits;

/// <summary>Reads one thing after the other; what cannot be read is said and the rest goes on.</summary>
internal static class EachRead
{
    public static async Task<Seen<TOut>> OfAsync<TIn, TOut>(
        IEnumerable<TIn> things,
        Func<TIn, Task<IReadOnlyList<TOut>>> read)
    {
        var items = new List<TOut>();
        var unread = new List<string>();
        foreach (var thing in things)
        {
            try
            {
                items.AddRange(await read(thing));
            }
            catch (PortException e)
            {
                // The message names the thing, its account and region, and the missing permission.
                unread.Add(e.Message);
            }
        }

        return new Seen<TOut>(EquatableList.From(items), EquatableList.From(unread.Distinct(StringComparer.Ordinal)));
    }
}
