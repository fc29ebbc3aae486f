using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Communication;

namespace ServerlessReadiness.Aws.Messages;

using Amazon.SimpleEmailV2;
using Amazon.SimpleEmailV2.Model;

/// <summary>
/// Mail by SES, from the region in which the sender is verified. One recipient and one attempt a call: SES knows no
/// token, so who repeats a call may send a mail twice; both carry the same <see cref="IdHeader"/>.
/// </summary>
public sealed class SesMail(AwsClients clients, string region) : IMail
{
    /// <summary>The header by which a reader tells a repeat.</summary>
    public const string IdHeader = "X-Readiness-Id";

    private const string Utf8 = "UTF-8";

    private readonly Location _location = new(clients.HomeAccount, region);

    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        var request = new SendEmailRequest
        {
            FromEmailAddress = mail.From,
            Destination = new Destination { ToAddresses = [mail.To] },
            Content = new EmailContent { Simple = MessageOf(mail) },
        };
        var call = new AwsCall($"mail to {mail.To}", _location, "ses:SendEmail");
        try
        {
            await call.SendAsync(
                clients,
                () => clients.Ses(_location, ClientUse.Effect).SendEmailAsync(request, cancellationToken),
                cancellationToken);
        }
        catch (PortException trouble) when (SesRefusal.Of(mail, region, trouble) is { } refusal)
        {
            throw Errors.Translate(call, trouble.InnerException!, refusal.Failure, refusal.NextStep);
        }
    }

    private static Message MessageOf(Mail mail) => new()
    {
        Subject = Text(MailText.Subject(mail.Subject)),
        Body = new Body { Text = Text(mail.Text), Html = mail.Html is { } html ? Text(html) : null },
        Headers = [new MessageHeader { Name = IdHeader, Value = MailText.Header(mail.Id) }],
        Attachments = mail.Pictures.Count == 0 ? null : [.. mail.Pictures.Select(Inline)],
    };

    private static Content Text(string text) => new() { Data = text, Charset = Utf8 };

    private static Attachment Inline(MailPicture picture) => new()
    {
        RawContent = new MemoryStream(picture.Png.ToArray()),
        ContentDisposition = AttachmentContentDisposition.INLINE,
        ContentId = picture.ContentId,
        ContentTransferEncoding = AttachmentContentTransferEncoding.BASE64,
        ContentType = "image/png",
        FileName = picture.FileName,
    };
}
