namespace ServerlessReadiness.Testing.Worlds;

/// <summary>
/// Every call pending at a tick completes with it, as if each took one round trip. So the ticks before an effect starts
/// are the sequential round trips before it.
/// </summary>
public sealed class TickedCalls : IPortHook
{
    private List<TaskCompletionSource> _pending = [];

    public int Ticks { get; private set; }

    /// <summary>Ticks that had passed when the first effect started; null while none has.</summary>
    public int? TicksBeforeFirstEffect { get; private set; }

    public Task BeforeAsync(string call, bool isEffect)
    {
        TicksBeforeFirstEffect ??= isEffect ? Ticks : null;
        var pending = new TaskCompletionSource();
        _pending.Add(pending);
        return pending.Task;
    }

    public Task AfterAsync(string call, bool isEffect) => Task.CompletedTask;

    public void Tick()
    {
        Ticks++;
        var due = _pending;
        _pending = [];
        due.ForEach(p => p.SetResult());
    }
}
