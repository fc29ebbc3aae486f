namespace ServerlessReadiness.Testing.Worlds;

/// <summary>Lets a test do something the moment a call has been made, before its caller learns of it.</summary>
public sealed class AfterCall(Action<string> act) : IPortHook
{
    public Task BeforeAsync(string call, bool isEffect) => Task.CompletedTask;

    public Task AfterAsync(string call, bool isEffect)
    {
        act(call);
        return Task.CompletedTask;
    }
}
