using Amazon.Runtime;
using Microsoft.Extensions.Time.Testing;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;

namespace ServerlessReadiness.Aws.Tests;

/// <summary>Requests and signatures of AWS's published test suite for Signature Version 4.</summary>
public sealed class RequestSignerTests
{
    private static readonly DateTimeOffset At = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("GET", "/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("POST", "/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b")]
    [InlineData("GET", "/?Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500")]
    [InlineData("POST", "/?Param1=value1", "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11")]
    public async Task The_signature_is_the_published_one(string method, string target, string signature)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("https://example.amazonaws.com" + target));
        await Signer(new BasicAWSCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")).SignAsync(request, default);
        Assert.Equal(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
            + $"SignedHeaders=host;x-amz-date, Signature={signature}",
            request.Headers.NonValidated["Authorization"].ToString());
        Assert.Equal("20150830T123600Z", request.Headers.GetValues("x-amz-date").Single());
    }

    [Fact]
    public async Task A_repeated_request_is_signed_anew_and_once()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("https://example.amazonaws.com/"));
        var credentials = new SessionAWSCredentials("AKIDEXAMPLE", "secret", "token");
        await Signer(credentials).SignAsync(request, default);
        await Signer(credentials).SignAsync(request, default);
        Assert.Single(request.Headers.GetValues("x-amz-date"));
        Assert.Equal("token", request.Headers.GetValues("x-amz-security-token").Single());
        Assert.Single(request.Headers.NonValidated["Authorization"]);
    }

    [Fact]
    public async Task Credentials_that_cannot_be_renewed_are_named_with_what_to_do()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("https://example.amazonaws.com/"));
        var failed = await Assert.ThrowsAsync<PortException>(() => Signer(new Lapsed()).SignAsync(request, default));
        Assert.Equal(PortFailure.Denied, failed.Failure);
        Assert.Contains("the session has ended", failed.Message, StringComparison.Ordinal);
        Assert.Contains("--profile", failed.Message, StringComparison.Ordinal);
    }

    private static RequestSigner Signer(AWSCredentials credentials) =>
        new(credentials, "us-east-1", "service", new FakeTimeProvider(At));

    private sealed class Lapsed : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials() => throw new AmazonClientException("the session has ended.");
    }
}
