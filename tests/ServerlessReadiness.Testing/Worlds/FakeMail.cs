using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Communication;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>Mail of a <see cref="FakeWorld"/>, for one host; it fails as the world's other effects do.</summary>
internal sealed class FakeMail(FakeWorld world, IPortHook hook) : IMail
{
    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        var change = new Change.SendMail(mail.Id, mail.From, mail.To, mail.Subject, mail.Text, mail.Html);
        await hook.BeforeAsync(change.Describe(), isEffect: true);
        world.Perform(null, change);
        await hook.AfterAsync(change.Describe(), isEffect: true);
    }
}
