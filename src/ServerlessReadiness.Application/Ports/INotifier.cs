using ServerlessReadiness.Core.Actions;

namespace ServerlessReadiness.Application.Ports;

/// <summary>Tells people, through the notifications topic. That topic never invokes one of our functions.</summary>
public interface INotifier
{
    Task PublishAsync(Change.Publish message, CancellationToken cancellationToken);
}
