using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;

namespace ServerlessReadiness.Application.Events;

/// <summary>An event, or a line of the list of events, that cannot be read; the others go on without it.</summary>
/// <param name="Address">The document.</param>
/// <param name="Failure">What kind of failure it is.</param>
/// <param name="Reason">Why, and what to do.</param>
public sealed record UnreadableEvent(StateAddress Address, PortFailure Failure, string Reason)
{
    public string What => $"event at {Address}";
}
