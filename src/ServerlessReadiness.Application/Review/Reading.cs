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
    public static async Task<Seen<T>> EachAsync<T>(
        IEnumerable<Location> places,
        string what,
        Func<Location, Task<IReadOnlyList<T>>> read)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(read);
        var items = new List<T>();
        var unread = new List<string>();
        foreach (var place in places)
        {
            try
            {
                items.AddRange(await read(place));
            }
            catch (PortException e)
            {
                // Most messages name the thing and the place themselves.
                unread.Add(e.Message.Contains(place.Account, StringComparison.Ordinal)
                    ? e.Message
                    : $"{what} in {place.Region} of {place.Account}: {e.Message}");
            }
        }

        return new Seen<T>(EquatableList.From(items), EquatableList.From(unread));
    }
}
