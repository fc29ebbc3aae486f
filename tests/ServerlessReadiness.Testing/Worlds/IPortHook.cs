namespace ServerlessReadiness.Testing.Worlds;

/// <summary>Stands around every port call of one host: to stop it there, to hold it back, or to order it.</summary>
public interface IPortHook
{
    /// <param name="call">The call's name, and for an effect what it does.</param>
    /// <param name="isEffect">Whether it changes the world.</param>
    Task BeforeAsync(string call, bool isEffect);

    Task AfterAsync(string call, bool isEffect);
}
