using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;

namespace ServerlessReadiness.Application.Phases;

/// <summary>
/// What documents said when they were parsed last. Clock reads the same documents each minute, mostly unchanged; they
/// are always read, and parsed only when their version is another.
/// </summary>
internal sealed class ParsedDocuments
{
    /// <summary>A bound on memory; beyond it everything is simply parsed again.</summary>
    private const int KeptMax = 2_000;

    private readonly Dictionary<StateAddress, (long Version, int Length, object Value)> _known = [];

    public Versioned<T?> Find<T>(IReadOnlyDictionary<StateAddress, StateDocument> read, StateKey<T> key)
        where T : class, IStoredDocument
    {
        if (!read.TryGetValue(key.Address, out var document))
        {
            return new Versioned<T?>(null, 0);
        }

        var size = document.Json.Length;
        if (_known.TryGetValue(key.Address, out var known) && known.Version == document.Version
            && known.Length == size && known.Value is T same)
        {
            return new Versioned<T?>(same, document.Version);
        }

        if (_known.Count >= KeptMax)
        {
            _known.Clear();
        }

        var value = StateView.Parse(document, key);
        _known[key.Address] = (document.Version, size, value);
        return new Versioned<T?>(value, document.Version);
    }
}
