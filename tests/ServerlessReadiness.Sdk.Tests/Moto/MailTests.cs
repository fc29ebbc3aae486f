using Amazon.SimpleEmailV2;
using Amazon.SimpleEmailV2.Model;

namespace ServerlessReadiness.Sdk.Tests.Moto;

public sealed class MailTests(MotoFixture moto) : IClassFixture<MotoFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_leaves_from_an_identity_that_is_known()
    {
        using var client = Client();
        var made = await client.CreateEmailIdentityAsync(
            new CreateEmailIdentityRequest
            {
                EmailIdentity = "ops@example.com", Tags = [new() { Key = "a", Value = "b" }],
            },
            Cancelled);
        Assert.Equal(IdentityType.EMAIL_ADDRESS, made.IdentityType);

        var identity = await client.GetEmailIdentityAsync(
            new GetEmailIdentityRequest { EmailIdentity = "ops@example.com" }, Cancelled);
        Assert.Equal((IdentityType.EMAIL_ADDRESS, false), (identity.IdentityType, identity.FeedbackForwardingStatus));
        Assert.Equal(VerificationStatus.SUCCESS, identity.VerificationStatus);

        var sent = await client.SendEmailAsync(MailFrom("ops@example.com"), Cancelled);
        Assert.NotEmpty(sent.MessageId);
    }

    [Fact]
    public async Task A_sender_that_nobody_verified_is_rejected_by_name()
    {
        using var client = Client();

        var rejected = await Assert.ThrowsAsync<MessageRejectedException>(
            () => client.SendEmailAsync(MailFrom("nobody@example.org"), Cancelled));

        Assert.Equal("MessageRejected", rejected.ErrorCode);
        Assert.Contains("nobody@example.org", rejected.Message, StringComparison.Ordinal);
    }

    private static SendEmailRequest MailFrom(string sender) => new()
    {
        FromEmailAddress = sender,
        Destination = new Destination { ToAddresses = ["leader@example.com"] },
        Content = new EmailContent
        {
            Simple = new Message
            {
                Subject = new Content { Data = "점검", Charset = "UTF-8" },
                Body = new Body { Text = new Content { Data = "text" }, Html = new Content { Data = "<p>html</p>" } },
            },
        },
    };

    private AmazonSimpleEmailServiceV2Client Client() =>
        new(MotoFixture.Credentials, moto.Configure(new AmazonSimpleEmailServiceV2Config()));
}
