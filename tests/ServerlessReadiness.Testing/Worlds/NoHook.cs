namespace ServerlessReadiness.Testing.Worlds;

/// <summary>Calls go through at once.</summary>
public sealed class NoHook : IPortHook
{
    public Task BeforeAsync(string call, bool isEffect) => Task.CompletedTask;

    public Task AfterAsync(string call, bool isEffect) => Task.CompletedTask;
}
