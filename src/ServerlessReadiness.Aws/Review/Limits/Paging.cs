using System.Globalization;
using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Aws.Review.Limits;

/// <summary>All pages of an answer, up to a bound.</summary>
internal static class Paging
{
    public const int PagesMax = 200;

    /// <param name="what">What is read, for the error when there is no end of it.</param>
    /// <param name="read">Reads the page of a token, null for the first; gives its items and the next token.</param>
    /// <exception cref="PortException">There are more pages than anybody could look at.</exception>
    public static async Task<List<T>> AllAsync<T>(
        string what,
        Func<string?, Task<(IEnumerable<T>? Items, string? Next)>> read)
    {
        var found = new List<T>();
        string? token = null;
        for (var page = 0; page < PagesMax; page++)
        {
            var (items, next) = await read(token);
            found.AddRange(items ?? []);
            if (string.IsNullOrEmpty(next))
            {
                return found;
            }

            token = next;
        }

        throw new PortException(
            PortFailure.Refused,
            string.Create(CultureInfo.InvariantCulture, $"{what} fill more than {PagesMax} pages; look at them by hand."));
    }
}
