using ServerlessReadiness.Core.Communication;

namespace ServerlessReadiness.Application.Ports;

/// <summary>A process that sends no mail, such as one that only answers alarms.</summary>
public sealed class NoMail : IMail
{
    public Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        throw new PortException(
            PortFailure.Refused,
            $"Mail to {mail.To} was not sent: this process has no mail service; send it with Reporter.");
    }
}
