using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Lifecycle;

/// <summary>Starts the replacement of an instance before EC2 takes it away, by the rules of any replacement.</summary>
public interface IEarlyReplacement
{
    /// <returns>The run, or null and why there is none.</returns>
    Task<(Run? Run, string Reason)> StartAsync(
        OpenEvent open,
        Component component,
        InstanceId instance,
        string what,
        DateTimeOffset stopBy,
        CancellationToken cancellationToken);
}
