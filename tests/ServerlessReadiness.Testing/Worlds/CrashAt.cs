namespace ServerlessReadiness.Testing.Worlds;

/// <summary>
/// The process dies at its n-th port call, before or after the call takes effect. A dead process throws nothing and
/// runs no finally block: the call simply never returns, and no later call is made.
/// </summary>
public sealed class CrashAt(int number, bool afterEffect) : ICrash
{
    private static readonly Task Never = new TaskCompletionSource().Task;
    private int _calls;

    /// <summary>Calls begun so far.</summary>
    public int Calls => _calls;

    public bool HasCrashed { get; private set; }

    /// <summary>Where it died.</summary>
    public string? Where { get; private set; }

    public Task BeforeAsync(string call, bool isEffect)
    {
        _calls++;
        return HasCrashed || (_calls == number && !afterEffect) ? Die(call) : Task.CompletedTask;
    }

    public Task AfterAsync(string call, bool isEffect) =>
        HasCrashed || (_calls >= number && afterEffect) ? Die(call) : Task.CompletedTask;

    private Task Die(string call)
    {
        HasCrashed = true;
        Where ??= $"{(afterEffect ? "after" : "before")} {call}";
        return Never;
    }
}
