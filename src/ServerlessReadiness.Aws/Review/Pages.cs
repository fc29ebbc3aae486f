using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

/// <summary>Reads everything that a service lists, page by page.</summary>
internal static class Pages
{
    /// <summary>At the services' page sizes tens of thousands of things; more would be a list that never ends.</summary>
    public const int Max = 200;

    /// <summary>The most values of one filter of EC2.</summary>
    public const int FilterValuesMax = 200;

    /// <param name="clients">All clients.</param>
    /// <param name="call">Which operation, for the words of an error.</param>
    /// <param name="send">Sends the request for the page of a token; null asks for the first.</param>
    /// <param name="read">The items of a page, and the token of the next one.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="PortException">For trouble, or for more than <see cref="Max"/> pages.</exception>
    public static Task<List<TItem>> AllAsync<TResponse, TItem>(
        AwsClients clients,
        AwsCall call,
        Func<string?, Task<TResponse>> send,
        Func<TResponse, (IEnumerable<TItem>? Items, string? Next)> read,
        CancellationToken cancellationToken) => AllAsync(
        $"{call.Thing} in account {call.Location.Account}, {call.Location.Region}: {call.Operation}",
        async token => read(await call.SendAsync(clients, () => send(token), cancellationToken)));

    /// <param name="what">What is read, for the error when there is no end of it.</param>
    /// <param name="read">Reads the page of a token, null for the first; gives its items and the next token.</param>
    /// <exception cref="PortException">For trouble, or for more than <see cref="Max"/> pages.</exception>
    public static async Task<List<T>> AllAsync<T>(
        string what,
        Func<string?, Task<(IEnumerable<T>? Items, string? Next)>> read)
    {
        var all = new List<T>();
        string? token = null;
        for (var page = 0; page < Max; page++)
        {
            var (items, next) = await read(token);
            all.AddRange(items ?? []);
            if (string.IsNullOrEmpty(next))
            {
                return all;
            }

            token = next;
        }

        throw new PortException(PortFailure.Refused, $"{what} gave more than {Max} pages; the review looks at no more.");
    }

    public static Place ToPlace(this Location location) => new(location.Account, location.Region);

    public static bool IsAt(this Place place, Location location) =>
        place.Account == location.Account && place.Region == location.Region;

    /// <summary>The first place of each account, for what is the same in all regions.</summary>
    public static IEnumerable<Location> OneAnAccount(IReadOnlyList<Location> places) => places.DistinctBy(p => p.Account);

    public static List<Amazon.EC2.Model.Filter> Filter(string name, IEnumerable<string> values) =>
        [new() { Name = name, Values = [.. values] }];
}
