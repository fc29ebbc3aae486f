using ServerlessReadiness.Core.Communication;

namespace ServerlessReadiness.Application.Ports;

/// <summary>Sends mail to contacts.</summary>
public interface IMail
{
    /// <exception cref="PortException">
    /// It was not sent; <see cref="PortFailure.Refused"/> says that it never will be as it is, such as from a sender
    /// that is not verified, or to an address that is not while the account is in the sandbox.
    /// </exception>
    Task SendAsync(Mail mail, CancellationToken cancellationToken);
}
