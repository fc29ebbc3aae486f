namespace ServerlessReadiness.Testing.Worlds;

/// <summary>The process dies when it is about to make its first effect, or a call whose name starts so.</summary>
public sealed class CrashOn(string? callPrefix = null) : ICrash
{
    private static readonly Task Never = new TaskCompletionSource().Task;

    public bool HasCrashed { get; private set; }

    public Task BeforeAsync(string call, bool isEffect)
    {
        HasCrashed |= callPrefix is null ? isEffect : call.StartsWith(callPrefix, StringComparison.Ordinal);
        return HasCrashed ? Never : Task.CompletedTask;
    }

    public Task AfterAsync(string call, bool isEffect) => Task.CompletedTask;
}
