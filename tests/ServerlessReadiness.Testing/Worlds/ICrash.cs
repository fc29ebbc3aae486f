namespace ServerlessReadiness.Testing.Worlds;

/// <summary>A hook that may stop its process for good.</summary>
public interface ICrash : IPortHook
{
    bool HasCrashed { get; }
}
