using System.Text;
using System.Text.Json;

using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.CloudWatchEvents;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SNSEvents;

namespace ServerlessReadiness.Lambda.Tests;

/// <summary>The event types read what AWS sends.</summary>
public sealed class EventShapeTests
{
    private readonly SourceGeneratorLambdaJsonSerializer<EventsJsonContext> _serializer = new();

    [Fact]
    public void An_alarm_by_SNS_is_read_with_every_member_of_its_envelope()
    {
        var record = Assert.Single(Read<SNSEvent>("sns-alarm.json").Records);

        Assert.Equal("aws:sns", record.EventSource);
        Assert.Equal("1.0", record.EventVersion);
        Assert.Equal("arn:aws:sns:ap-northeast-2:123456789012:alarms:0b6b1d4e", record.EventSubscriptionArn);
        var sns = record.Sns;
        Assert.Equal("Notification", sns.Type);
        Assert.Equal("3f0c1a52-7f5d-5a0e-b0f1-42b9f1a0c001", sns.MessageId);
        Assert.Equal("arn:aws:sns:ap-northeast-2:123456789012:alarms", sns.TopicArn);
        Assert.Equal("ALARM: \"web-5xx\" in Asia Pacific (Seoul)", sns.Subject);
        Assert.Equal(new DateTime(2026, 8, 26, 3, 46, 29, 950, DateTimeKind.Utc), sns.Timestamp);
        Assert.Equal("1", sns.SignatureVersion);
        Assert.Equal("c2lnbmF0dXJl", sns.Signature);
        Assert.EndsWith("SimpleNotificationService.pem", sns.SigningCertUrl, StringComparison.Ordinal);
        Assert.EndsWith("?Action=Unsubscribe", sns.UnsubscribeUrl, StringComparison.Ordinal);
        Assert.Equal("String", sns.MessageAttributes["severity"].Type);
        Assert.Equal("high", sns.MessageAttributes["severity"].Value);
        using var alarm = JsonDocument.Parse(sns.Message);
        Assert.Equal("web-5xx", alarm.RootElement.GetProperty("AlarmName").GetString());
        Assert.Equal("Threshold Crossed: …", alarm.RootElement.GetProperty("NewStateReason").GetString());
    }

    [Fact]
    public void A_lifecycle_hook_by_SNS_is_read()
    {
        var sns = Assert.Single(Read<SNSEvent>("sns-lifecycle.json").Records).Sns;

        Assert.Empty(sns.MessageAttributes);
        using var hook = JsonDocument.Parse(sns.Message);
        Assert.Equal("launch-ready", hook.RootElement.GetProperty("LifecycleHookName").GetString());
    }

    [Fact]
    public void The_spelling_that_SNS_uses_outside_Lambda_is_read_as_well()
    {
        var sns = Assert.Single(Read<SNSEvent>("sns-raw-spelling.json").Records).Sns;

        Assert.EndsWith("raw.pem", sns.SigningCertUrl, StringComparison.Ordinal);
        Assert.EndsWith("raw", sns.UnsubscribeUrl, StringComparison.Ordinal);
        Assert.Equal("장애", sns.Message);
        Assert.Null(sns.Subject);
        Assert.Null(sns.MessageAttributes);
    }

    [Fact]
    public void An_alarm_by_EventBridge_is_read_with_its_detail()
    {
        var change = Read<CloudWatchEvent<JsonElement>>("eventbridge-alarm.json");

        Assert.Equal("0", change.Version);
        Assert.Equal("c4c1c1c9-6542-e61b-6ef0-8c4d36933a92", change.Id);
        Assert.Equal("CloudWatch Alarm State Change", change.DetailType);
        Assert.Equal("aws.cloudwatch", change.Source);
        Assert.Equal("123456789012", change.Account);
        Assert.Equal("ap-northeast-2", change.Region);
        Assert.Equal(new DateTime(2026, 10, 2, 17, 4, 40, DateTimeKind.Utc), change.Time);
        Assert.Equal(["arn:aws:cloudwatch:ap-northeast-2:123456789012:alarm:web-5xx"], change.Resources);
        Assert.Equal("ALARM", change.Detail.GetProperty("state").GetProperty("value").GetString());
    }

    [Fact]
    public void A_scheduled_event_is_read_and_the_schedulers_detail_may_be_text()
    {
        var rule = Read<ScheduledEvent>("eventbridge-scheduled.json");
        var schedule = Read<CloudWatchEvent<JsonElement>>("scheduler.json");

        Assert.Equal("Scheduled Event", rule.DetailType);
        Assert.NotNull(rule.Detail);
        Assert.Equal("aws.scheduler", schedule.Source);
        Assert.Equal(JsonValueKind.String, schedule.Detail.ValueKind);
        var failure = Assert.Throws<JsonSerializerException>(() => Read<ScheduledEvent>("scheduler.json"));
        Assert.Contains(typeof(ScheduledEvent).FullName!, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_of_an_HTTP_API_is_read_with_its_nested_contexts()
    {
        var request = Read<APIGatewayHttpApiV2ProxyRequest>("http-api.json");

        Assert.Equal("2.0", request.Version);
        Assert.Equal("POST /events/{id}/pause", request.RouteKey);
        Assert.Equal("/events/launch/pause", request.RawPath);
        Assert.Equal("hard=true&hard=false", request.RawQueryString);
        Assert.Equal(["session=1", "theme=dark"], request.Cookies);
        Assert.Equal("203.0.113.7,198.51.100.2", request.Headers["x-forwarded-for"]);
        Assert.Equal("true,false", request.QueryStringParameters["hard"]);
        Assert.Equal("launch", request.PathParameters["id"]);
        Assert.Equal("prod", request.StageVariables["tier"]);
        Assert.True(request.IsBase64Encoded);
        Assert.StartsWith("{\"reason\":", Encoding.UTF8.GetString(Convert.FromBase64String(request.Body)), StringComparison.Ordinal);
        var context = request.RequestContext;
        Assert.Equal("POST", context.Http.Method);
        Assert.Equal("203.0.113.7", context.Http.SourceIp);
        Assert.Equal(1583348638390, context.TimeEpoch);
        Assert.Equal("$default", context.Stage);
        Assert.Equal("CN=ops", context.Authentication.ClientCert.SubjectDN);
        Assert.Equal("Aug  5 09:36:04 2027 GMT", context.Authentication.ClientCert.Validity.NotAfter);
        Assert.Equal("[operators]", context.Authorizer.Jwt.Claims["cognito:groups"]);
        Assert.Equal(["events/pause"], context.Authorizer.Jwt.Scopes);
        Assert.Equal("arn:aws:iam::123456789012:user/ops", context.Authorizer.IAM.UserARN);
        Assert.Equal(["foo"], context.Authorizer.IAM.CognitoIdentity.AMR);
    }

    [Fact]
    public void A_response_to_an_HTTP_API_has_the_names_that_API_Gateway_expects()
    {
        var response = new APIGatewayHttpApiV2ProxyResponse { StatusCode = 200, Body = "준비", IsBase64Encoded = false };
        response.SetHeaderValues("vary", "accept", append: false);
        response.SetHeaderValues("vary", ["cookie", "origin"], append: true);
        response.SetHeaderValues("etag", "old", append: true);
        response.SetHeaderValues("etag", "new", append: false);
        using var stream = new MemoryStream();

        _serializer.Serialize(response, stream);

        Assert.Equal(
            """{"statusCode":200,"headers":{"vary":"accept,cookie,origin","etag":"new"},"body":"준비","isBase64Encoded":false}""",
            Encoding.UTF8.GetString(stream.ToArray()));
    }

    private T Read<T>(string fixture)
    {
        using var stream = Fixture.Open(fixture);
        return _serializer.Deserialize<T>(stream);
    }
}
