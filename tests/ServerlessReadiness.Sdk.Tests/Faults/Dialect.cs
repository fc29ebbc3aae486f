using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;
using Amazon.Route53;
using Amazon.Route53.Model;
using Amazon.Runtime;
using Amazon.ServiceQuotas;
using Amazon.ServiceQuotas.Model;
using Microsoft.AspNetCore.Http;

namespace ServerlessReadiness.Sdk.Tests.Faults;

/// <summary>One harmless call per wire form, with the answers and errors that its service would give.</summary>
internal sealed record Dialect(
    string ContentType,
    string Success,
    Func<string, string> Error,
    string TypedErrorCode,
    Type TypedException,
    Func<string, Action<ClientConfig>, CancellationToken, Task<AmazonWebServiceResponse>> CallAsync)
{
    public Func<HttpContext, Task> Succeed => FakeService.Reply(200, ContentType, Success);

    public static Dialect Of(Wire wire) => wire switch
    {
        Wire.Query => Query,
        Wire.Json => Json,
        _ => RestXml,
    };

    public Func<HttpContext, Task> Fail(int status, string code) => FakeService.Reply(status, ContentType, Error(code));

    private static Dialect Query { get; } = new(
        "text/xml",
        """
        <DescribeAutoScalingGroupsResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/">
          <DescribeAutoScalingGroupsResult><AutoScalingGroups><member><AutoScalingGroupName>web</AutoScalingGroupName></member></AutoScalingGroups></DescribeAutoScalingGroupsResult>
          <ResponseMetadata><RequestId>body-id</RequestId></ResponseMetadata>
        </DescribeAutoScalingGroupsResponse>
        """,
        code => $"""
            <ErrorResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/">
              <Error><Type>Sender</Type><Code>{code}</Code><Message>said so</Message></Error><RequestId>error-id</RequestId>
            </ErrorResponse>
            """,
        "ResourceContention",
        typeof(ResourceContentionException),
        async (url, configure, token) =>
        {
            var config = new AmazonAutoScalingConfig { ServiceURL = url, AuthenticationRegion = "eu-central-1" };
            configure(config);
            using var client = new AmazonAutoScalingClient(Credentials, config);
            return await client.DescribeAutoScalingGroupsAsync(new DescribeAutoScalingGroupsRequest(), token);
        });

    private static Dialect Json { get; } = new(
        "application/x-amz-json-1.1",
        """{"Quota":{"QuotaName":"Instances","Value":7.5}}""",
        code => $$"""{"__type":"{{code}}","message":"said so"}""",
        "NoSuchResourceException",
        typeof(NoSuchResourceException),
        async (url, configure, token) =>
        {
            var config = new AmazonServiceQuotasConfig { ServiceURL = url, AuthenticationRegion = "eu-central-1" };
            configure(config);
            using var client = new AmazonServiceQuotasClient(Credentials, config);
            return await client.GetServiceQuotaAsync(
                new GetServiceQuotaRequest { ServiceCode = "ec2", QuotaCode = "L-1" }, token);
        });

    private static Dialect RestXml { get; } = new(
        "text/xml",
        """
        <?xml version="1.0"?>
        <GetChangeResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">
          <ChangeInfo><Id>/change/C1</Id><Status>INSYNC</Status><SubmittedAt>2026-01-02T03:04:05.678Z</SubmittedAt></ChangeInfo>
        </GetChangeResponse>
        """,
        code => $"""
            <ErrorResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/">
              <Error><Type>Sender</Type><Code>{code}</Code><Message>said so</Message></Error><RequestId>error-id</RequestId>
            </ErrorResponse>
            """,
        "NoSuchChange",
        typeof(NoSuchChangeException),
        async (url, configure, token) =>
        {
            var config = new AmazonRoute53Config { ServiceURL = url, AuthenticationRegion = "us-east-1" };
            configure(config);
            using var client = new AmazonRoute53Client(Credentials, config);
            return await client.GetChangeAsync(new GetChangeRequest { Id = "/change/C1" }, token);
        });

    private static BasicAWSCredentials Credentials => new("id", "secret");
}
