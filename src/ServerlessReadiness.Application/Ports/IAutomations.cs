using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Ports;

/// <summary>The user's own automation: SSM documents and functions.</summary>
/// <remarks>Every method throws <see cref="PortException"/>.</remarks>
public interface IAutomations
{
    /// <returns>The execution's id, to ask for its end.</returns>
    Task<string> PerformAsync(Location location, Change.StartAutomation change, CancellationToken cancellationToken);

    /// <returns>The function's answer, shortened.</returns>
    /// <exception cref="PortException">Refused with the function's error when it reports one.</exception>
    Task<string> PerformAsync(Location location, Change.InvokeFunction change, CancellationToken cancellationToken);

    Task<ReceiptSnapshot> ReadReceiptAsync(Location location, string receipt, CancellationToken cancellationToken);
}
