using ServerlessReadiness.Core.Communication;

namespace ServerlessReadiness.Application.Ports;

/// <summary>Where nobody has set mail up: every mail is refused, so what stands in for it is told to the topic.</summary>
public sealed class NoMail : IMail
{
    public Task SendAsync(Mail mail, CancellationToken cancellationToken) => throw new PortException(
        PortFailure.Refused,
        $"No mail is set up here, so {mail?.To} cannot be mailed; set READINESS_MAIL_FROM to a verified address.");
}
