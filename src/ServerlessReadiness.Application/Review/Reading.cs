using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Application.Review;

/// <summary>Reads from several places and keeps apart what could not be read.</summary>
public static class Reading
{
    /// <param name="places">Where.</param>
    /// <param name="what">What is read, such as "security groups".</param>
    /// <param name="read">Reads all of one place; throws <see cref="PortException"/> when it cannot.</param>
    public static Task<Seen<T>> EachAsync<T>(
        IEnumerable<Location> places,
        string what,
        Func<Location, Task<IReadOnlyList<T>>> read) => OfAsync(
        places,
        read,

        // Most messages name the thing and the place themselves.
        (place, message) => message.Contains(place.Account, StringComparison.Ordinal)
            ? message
            : $"{what} in {place.Region} of {place.Account}: {message}");

    /// <summary>One thing after the other; what cannot be read is said, each cause once, and the rest goes on.</summary>
    /// <param name="things">What.</param>
    /// <param name="read">Reads all of one; throws <see cref="PortException"/> when it cannot.</param>
    /// <param name="say">What to say of one that could not be read; its message if not given.</param>
    public static async Task<Seen<TOut>> OfAsync<TIn, TOut>(
        IEnumerable<TIn> things,
        Func<TIn, Task<IReadOnlyList<TOut>>> read,
        Func<TIn, string, string>? say = null)
    {
        ArgumentNullException.ThrowIfNull(things);
        ArgumentNullException.ThrowIfNull(read);
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
                unread.Add(say?.Invoke(thing, e.Message) ?? e.Message);
            }
        }

        return new Seen<TOut>(EquatableList.From(items), EquatableList.From(unread.Distinct(StringComparer.Ordinal)));
    }
}
