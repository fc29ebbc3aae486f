using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using Amazon.Runtime;
using Amazon.SimpleEmailV2;
using Amazon.SimpleEmailV2.Model;

namespace ServerlessReadiness.Sdk.Tests.Faults;

/// <summary>Mail with pictures, the account's state and pictures of metrics, which moto lacks or looks away from.</summary>
public sealed class MailAnswerTests
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0xFF, 0x00];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_in_a_mail_is_base64_in_the_simple_message()
    {
        await using var service = await FakeService.StartAsync(Json(200, """{"MessageId":"m-1"}"""));
        using var client = Mail(service);
        using var png = new MemoryStream(Picture);

        var sent = await client.SendEmailAsync(
            new SendEmailRequest
            {
                FromEmailAddress = "ops@example.com",
                Destination = new Destination { ToAddresses = ["leader@example.com"] },
                Content = new EmailContent
                {
                    Simple = new Message
                    {
                        Subject = new Content { Data = "s", Charset = "UTF-8" },
                        Body = new Body { Html = new Content { Data = "<img src=\"cid:c-1\">" } },
                        Headers = [new MessageHeader { Name = "X-Id", Value = "1" }],
                        Attachments =
                        [
                            new Attachment
                            {
                                RawContent = png,
                                ContentDisposition = AttachmentContentDisposition.INLINE,
                                ContentId = "c-1",
                                ContentTransferEncoding = AttachmentContentTransferEncoding.BASE64,
                                ContentType = "image/png",
                                FileName = "c.png",
                            },
                        ],
                    },
                },
            },
            Cancelled);

        Assert.Equal("m-1", sent.MessageId);
        var request = service.Requests[0];
        Assert.Equal(("POST", "/v2/email/outbound-emails"), (request.Method, request.Path));
        Assert.Contains("/eu-central-1/ses/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
        var message = request.Json.GetProperty("Content").GetProperty("Simple");
        Assert.Equal("X-Id", message.GetProperty("Headers")[0].GetProperty("Name").GetString());
        var attachment = message.GetProperty("Attachments")[0];
        Assert.Equal(Picture, attachment.GetProperty("RawContent").GetBytesFromBase64());
        Assert.Equal("INLINE", attachment.GetProperty("ContentDisposition").GetString());
        Assert.Equal("BASE64", attachment.GetProperty("ContentTransferEncoding").GetString());
        Assert.False(message.GetProperty("Body").TryGetProperty("Text", out _));
    }

    [Fact]
    public async Task An_account_tells_whether_it_may_send_to_everyone()
    {
        await using var service = await FakeService.StartAsync(Json(200, """
            {"DedicatedIpAutoWarmupEnabled":false,"EnforcementStatus":"HEALTHY","ProductionAccessEnabled":false,
            "SendQuota":{"Max24HourSend":200.0,"MaxSendRate":1.0,"SentLast24Hours":3.0},"SendingEnabled":true,
            "SuppressionAttributes":{"SuppressedReasons":["BOUNCE","COMPLAINT"]}}
            """));
        using var client = Mail(service);

        var account = await client.GetAccountAsync(new GetAccountRequest(), Cancelled);

        Assert.Equal(("GET", "/v2/email/account"), (service.Requests[0].Method, service.Requests[0].Path));
        Assert.Equal((false, true), (account.ProductionAccessEnabled, account.SendingEnabled));
        Assert.Equal((200.0, 1.0), (account.SendQuota.Max24HourSend, account.SendQuota.MaxSendRate));
        Assert.Equal(["BOUNCE", "COMPLAINT"], account.SuppressionAttributes.SuppressedReasons);
    }

    [Theory]
    [InlineData("MessageRejected", typeof(MessageRejectedException))]
    [InlineData("MailFromDomainNotVerifiedException", typeof(MailFromDomainNotVerifiedException))]
    [InlineData("AccountSuspendedException", typeof(AccountSuspendedException))]
    [InlineData("SendingPausedException", typeof(SendingPausedException))]
    [InlineData("BadRequestException", typeof(BadRequestException))]
    [InlineData("TooManyRequestsException", typeof(TooManyRequestsException))]
    public async Task A_refusal_is_the_exception_of_its_code(string code, Type exception)
    {
        await using var service = await FakeService.StartAsync(async context =>
        {
            context.Response.Headers["x-amzn-ErrorType"] = code;
            await Json(400, """{"message":"no"}""")(context);
        });
        using var client = Mail(service);

        var refusal = await Assert.ThrowsAnyAsync<AmazonSimpleEmailServiceV2Exception>(
            () => client.SendEmailAsync(new SendEmailRequest { Content = new EmailContent() }, Cancelled));

        Assert.Equal((exception, code, "no"), (refusal.GetType(), refusal.ErrorCode, refusal.Message));
    }

    [Fact]
    public async Task A_picture_of_a_metric_comes_back_as_bytes()
    {
        await using var service = await FakeService.StartAsync(FakeService.Reply(200, "text/xml", $"""
            <GetMetricWidgetImageResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/">
              <GetMetricWidgetImageResult>
                <MetricWidgetImage>{Convert.ToBase64String(Picture)}</MetricWidgetImage>
              </GetMetricWidgetImageResult>
              <ResponseMetadata><RequestId>recorded-id</RequestId></ResponseMetadata>
            </GetMetricWidgetImageResponse>
            """));
        using var client = new AmazonCloudWatchClient(
            new BasicAWSCredentials("id", "secret"),
            new AmazonCloudWatchConfig
            {
                ServiceURL = service.Url, AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0,
            });

        var drawn = await client.GetMetricWidgetImageAsync(
            new GetMetricWidgetImageRequest { MetricWidget = """{"title":"a & b 점검"}""", OutputFormat = "png" },
            Cancelled);

        Assert.Equal(Picture, drawn.MetricWidgetImage.ToArray());
        Assert.Equal(0, drawn.MetricWidgetImage.Position);
        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Action"] = "GetMetricWidgetImage",
                ["Version"] = "2010-08-01",
                ["MetricWidget"] = """{"title":"a & b 점검"}""",
                ["OutputFormat"] = "png",
            },
            service.Requests[0].Form);
    }

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task> Json(int status, string body) =>
        FakeService.Reply(status, "application/json", body);

    private static AmazonSimpleEmailServiceV2Client Mail(FakeService service) => new(
        new BasicAWSCredentials("id", "secret"),
        new AmazonSimpleEmailServiceV2Config
        {
            ServiceURL = service.Url, AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0,
        });
}
