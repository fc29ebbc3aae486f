namespace ServerlessReadiness.Testing.Worlds;

/// <summary>
/// Every call waits its turn, and a seed says whose turn it is: concurrency on one thread that repeats exactly.
/// </summary>
public sealed class SeededInterleaving(int seed) : IPortHook
{
    private readonly Random _random = new(seed);
    private readonly List<TaskCompletionSource> _pending = [];

    public Task BeforeAsync(string call, bool isEffect)
    {
        var pending = new TaskCompletionSource();
        _pending.Add(pending);
        return pending.Task;
    }

    public Task AfterAsync(string call, bool isEffect) => Task.CompletedTask;

    /// <summary>Lets one call through; false when none waits.</summary>
    public bool Step()
    {
        if (_pending.Count == 0)
        {
            return false;
        }

        var index = _random.Next(_pending.Count);
        var chosen = _pending[index];
        _pending[index] = _pending[^1];
        _pending.RemoveAt(_pending.Count - 1);
        chosen.SetResult();
        return true;
    }
}
