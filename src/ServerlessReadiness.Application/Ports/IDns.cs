using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Application.Ports;

/// <summary>DNS records of hosted zones and the health checks behind them.</summary>
/// <remarks>Every method throws <see cref="PortException"/>.</remarks>
public interface IDns
{
    /// <summary>The records of the name and type, with their health checks' settings and state.</summary>
    Task<RecordsSnapshot> ReadAsync(Resource.DnsRecords records, CancellationToken cancellationToken);

    /// <summary>
    /// DELETE of exactly the old records and CREATE of the new in one batch; Refused when one is no longer as it was.
    /// </summary>
    /// <returns>The change's id, to ask for its end: it is in sync everywhere.</returns>
    Task<string> PerformAsync(
        Resource.DnsRecords records,
        Change.SetRecords change,
        CancellationToken cancellationToken);

    Task PerformAsync(
        Resource.DnsRecords records,
        Change.InvertHealthCheck change,
        CancellationToken cancellationToken);

    /// <summary>How far a change is: Done means in sync on all name servers.</summary>
    Task<ReceiptSnapshot> ReadReceiptAsync(
        Resource.DnsRecords records,
        string receipt,
        CancellationToken cancellationToken);
}
