using System.Text.Json.Nodes;
using Amazon.SimpleEmailV2.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Messages;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Aws.Tests;

public sealed class SesMailTests(MotoFixture moto)
{
    private const string Send = "POST /v2/email/outbound-emails";

    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0xFF];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_from_a_verified_sender_arrives()
    {
        // A moto of its own: what it shows of itself fails on some of what other tests leave in the shared one.
        await using var own = await MotoServer.StartOrSkipAsync(Cancel);
        using var clients = new AwsClients(MotoFixture.Access(own.Uri), TimeProvider.System);
        const string Sender = "ops@example.com";
        await clients.Ses(MotoFixture.Home, ClientUse.Effect)
            .CreateEmailIdentityAsync(new CreateEmailIdentityRequest { EmailIdentity = Sender }, Cancel);

        await new SesMail(clients, "eu-west-1").SendAsync(
            Mail() with { From = Sender, Subject = "14시 보고: 정상", Html = "<p>정상</p>" }, Cancel);

        var message = Assert.Single(await SentAsync(own))!;
        Assert.Equal(Sender, (string?)message["source"]);
        Assert.Equal("14시 보고: 정상", (string?)message["subject"]);
        Assert.Equal("<p>정상</p>", (string?)message["body"]);
        Assert.Equal("""{"ToAddresses":["leader@example.com"]}""", message["destinations"]!.ToJsonString());
    }

    [Fact]
    public async Task A_sender_that_nobody_verified_is_refused_with_its_name_and_what_to_do()
    {
        var clients = await moto.ClientsAsync();
        var sender = $"nobody-{Guid.NewGuid():N}@example.org";

        var refusal = await Assert.ThrowsAsync<PortException>(
            () => new SesMail(clients, "eu-west-1").SendAsync(Mail() with { From = sender }, Cancel));

        Assert.Equal(PortFailure.Refused, refusal.Failure);
        Assert.Contains($"The sender {sender} is not verified in eu-west-1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_is_one_message_with_both_forms_its_id_and_its_pictures()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.RestJson("""{"MessageId":"m"}"""));
        using var clients = aws.Clients();

        await new SesMail(clients, "ap-northeast-2").SendAsync(
            Mail() with
            {
                Id = "sale/2026-11-27T14/leader@example.com",
                Subject = " 보고\r\nBcc: all@example.com ",
                Html = "<img src=\"cid:requests\">",
                Pictures = [new MailPicture("requests", "requests.png", Png)],
            },
            Cancel);

        var request = Assert.Single(aws.Requests(Send));
        Assert.Contains("/ap-northeast-2/ses/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
        AssertJson(
            """
            {"FromEmailAddress":"ops@example.com","Destination":{"ToAddresses":["leader@example.com"]},
            "Content":{"Simple":{"Subject":{"Data":"보고 Bcc: all@example.com","Charset":"UTF-8"},
            "Body":{"Text":{"Data":"정상","Charset":"UTF-8"},
            "Html":{"Data":"<img src=\"cid:requests\">","Charset":"UTF-8"}},
            "Headers":[{"Name":"X-Readiness-Id","Value":"sale/2026-11-27T14/leader@example.com"}],
            "Attachments":[{"RawContent":"iVBORw0KGgr/","ContentDisposition":"INLINE","FileName":"requests.png",
            "ContentId":"requests","ContentTransferEncoding":"BASE64","ContentType":"image/png"}]}}}
            """,
            request.Body);
    }

    [Fact]
    public async Task Text_alone_goes_without_html_and_pictures()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.RestJson("""{"MessageId":"m"}"""));
        using var clients = aws.Clients();

        await new SesMail(clients, "eu-west-1").SendAsync(Mail() with { Id = "한\n", Subject = "\n" }, Cancel);

        AssertJson(
            """
            {"FromEmailAddress":"ops@example.com","Destination":{"ToAddresses":["leader@example.com"]},
            "Content":{"Simple":{"Subject":{"Data":"Serverless Readiness","Charset":"UTF-8"},
            "Body":{"Text":{"Data":"정상","Charset":"UTF-8"}},"Headers":[{"Name":"X-Readiness-Id","Value":"??"}]}}}
            """,
            Assert.Single(aws.Requests(Send)).Body);
    }

    [Fact]
    public async Task A_mail_without_an_answer_is_sent_once_and_may_have_gone()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.Abort);
        using var clients = aws.Clients();

        var trouble = await Assert.ThrowsAsync<PortException>(
            () => new SesMail(clients, "eu-west-1").SendAsync(Mail(), Cancel));

        Assert.Equal(PortFailure.Unavailable, trouble.Failure);
        Assert.Single(aws.Requests(Send));
    }

    [Theory]
    [InlineData("ops@example.com", "The sender ops@example.com is not verified in eu-west-1", "sandbox")]
    [InlineData("Ops <OPS@example.com>, ops@example.com", "The sender ops@example.com is not verified", "sandbox")]
    [InlineData("leader@example.com", "the recipient leader@example.com is none", "The sender")]
    [InlineData("leader@example.com, ops@example.com", "The account is in the SES sandbox in eu-west-1", "not say")]
    [InlineData("other-leader@example.com", "SES does not say which address", "The sender ops@example.com is not")]
    public async Task Who_failed_the_check_tells_an_unverified_sender_from_the_sandbox(
        string identities,
        string said,
        string notSaid)
    {
        var refusal = await RefusalAsync(
            400,
            "MessageRejected",
            "Email address is not verified. The following identities failed the check in region EU-WEST-1: "
            + identities);

        Assert.Equal(PortFailure.Refused, refusal.Failure);
        Assert.StartsWith(
            "mail to leader@example.com in account 123456789012, eu-west-1: ses:SendEmail was refused "
            + "(MessageRejected: Email address is not verified.",
            refusal.Message,
            StringComparison.Ordinal);
        Assert.Contains(said, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(notSaid, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("docs/OPERATING.md", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "MailFromDomainNotVerifiedException", PortFailure.Refused, "domain of the sender ops@example.com")]
    [InlineData(400, "AccountSuspendedException", PortFailure.Refused, "AWS Health Dashboard")]
    [InlineData(400, "SendingPausedException", PortFailure.Refused, "resume it")]
    [InlineData(400, "MessageRejected", PortFailure.Refused, "refuse it again")]
    [InlineData(400, "BadRequestException", PortFailure.Refused, "Correct the address leader@example.com")]
    [InlineData(404, "NotFoundException", PortFailure.Refused, "default configuration set")]
    [InlineData(403, "AccessDeniedException", PortFailure.Denied, "MailIdentityArns")]
    [InlineData(429, "TooManyRequestsException", PortFailure.Throttled, "try again later")]
    [InlineData(400, "LimitExceededException", PortFailure.Throttled, "try again later")]
    [InlineData(500, "InternalFailure", PortFailure.Unavailable, "Look whether it took effect")]
    public async Task Each_refusal_has_its_kind_its_address_and_its_next_step(
        int status,
        string code,
        PortFailure failure,
        string nextStep)
    {
        var refusal = await RefusalAsync(status, code, "because of that");

        Assert.Equal(failure, refusal.Failure);
        Assert.Contains("mail to leader@example.com", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"{code}: because of that", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(nextStep, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_is_cut_where_SES_would_refuse_it() =>
        Assert.Equal(new string('a', MailText.HeaderLengthMax), MailText.Header(new string('a', 2_000)));

    private static async Task<PortException> RefusalAsync(int status, string code, string message)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.RestError(status, code, message));
        using var clients = aws.Clients();
        var refusal = await Assert.ThrowsAsync<PortException>(
            () => new SesMail(clients, "eu-west-1").SendAsync(Mail(), Cancel));
        Assert.Single(aws.Requests(Send));
        return refusal;
    }

    private static Mail Mail() =>
        new("id-1", "ops@example.com", "leader@example.com", "보고", "정상", null, []);

    private static void AssertJson(string expected, string actual) => Assert.True(
        JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), actual);

    /// <summary>The mails that moto keeps.</summary>
    private static async Task<JsonArray> SentAsync(MotoServer moto)
    {
        using var http = new HttpClient();
        var data = await http.GetStringAsync(new Uri(moto.Uri, "moto-api/data.json"), Cancel);
        return JsonNode.Parse(data)!["ses"]!["Message"]!.AsArray();
    }
}
