using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Ports;

/// <summary>How much more the account may have.</summary>
public interface IQuotas
{
    /// <summary>
    /// Further units of the resource that the applied quota allows, or null when that is not measurable. Never an
    /// exception: capacity is not withheld because a quota could not be read.
    /// </summary>
    Task<int?> HeadroomAsync(Resource resource, CancellationToken cancellationToken);
}
