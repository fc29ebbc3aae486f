using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Application.Ports;

/// <summary>Asks for more than an account may have.</summary>
public interface IQuotaRequests
{
    /// <summary>
    /// Files an increase. Where an earlier request is open nothing is filed and that one is the answer, so that it may
    /// be called again after an error.
    /// </summary>
    /// <exception cref="PortException">It could not be filed.</exception>
    Task<QuotaRequested> RequestAsync(QuotaRequest wanted, CancellationToken cancellationToken);
}
