using System.Text;

using ServerlessReadiness.Application.State;

namespace ServerlessReadiness.Stores.Tests;

/// <summary>The store's rules written down as plainly as possible: one dictionary, copied for every commit.</summary>
internal sealed class StateStoreModel
{
    private Dictionary<StateAddress, Entry> _entries = [];

    public SaveOutcome Commit(IReadOnlyList<StateWrite> writes, DateTimeOffset now)
    {
        var next = Live(now).ToDictionary();
        var losers = writes.Where(write => Version(next, write.Address) != Expected(write)).ToList();
        if (losers.Find(write => write is StateWrite.Claim) is { } claim)
            return new SaveOutcome.Duplicate(claim.Address);
        if (losers.Count > 0)
            return new SaveOutcome.LostRace(losers[0].Address);
        foreach (var write in writes)
        {
            next[write.Address] = write is StateWrite.Put put
                ? new Entry(Encoding.UTF8.GetString(put.Json.Span), put.ExpectedVersion + 1, put.DueAt, put.ExpiresAt)
                : new Entry("{}", 1, null, ((StateWrite.Claim)write).ExpiresAt);
        }

        _entries = next;
        return SaveOutcome.Saved.Instance;
    }

    public List<string> Partition(string pk, DateTimeOffset now) =>
    [
        .. Live(now).Where(pair => pair.Key.Pk == pk)
            .OrderBy(pair => pair.Key.Sk, StringComparer.Ordinal)
            .Select(pair => Show(pair.Key, pair.Value)),
    ];

    public List<string> Due(DateTimeOffset until, DateTimeOffset now) =>
    [
        .. Live(now).Where(pair => pair.Value.DueAt <= until)
            .OrderBy(pair => pair.Value.DueAt)
            .ThenBy(pair => pair.Key.Pk, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Sk, StringComparer.Ordinal)
            .Select(pair => Show(pair.Key, pair.Value)),
    ];

    public static string Show(StateDocument document) => Show(
        document.Address,
        new Entry(document.Text(), document.Version, document.DueAt, null));

    private static string Show(StateAddress address, Entry entry) =>
        FormattableString.Invariant($"{address} {entry.Json} v{entry.Version} due {entry.DueAt:O}");

    private IEnumerable<KeyValuePair<StateAddress, Entry>> Live(DateTimeOffset now) =>
        _entries.Where(pair => pair.Value.ExpiresAt is not { } expires || expires >= now);

    private static long Version(Dictionary<StateAddress, Entry> entries, StateAddress address) =>
        entries.TryGetValue(address, out var entry) ? entry.Version : 0;

    private static long Expected(StateWrite write) => write is StateWrite.Put put ? put.ExpectedVersion : 0;

    private sealed record Entry(string Json, long Version, DateTimeOffset? DueAt, DateTimeOffset? ExpiresAt);
}
