namespace ServerlessReadiness.Core.Runbooks;


/// <summary>What a request did to a run.</summary>
/// <param name="Next">The run as it is then; null when the request was refused.</param>
/// <param name="Reason">Why, naming the thing, the cause and the next step.</param>
public sealed record RunRequestVerdict(Run? Next, string Reason)
{
    /// <summary>Whether it was refused because of who asked: somebody else may.</summary>
    public bool NeedsAnotherRole { get; init; }
}
