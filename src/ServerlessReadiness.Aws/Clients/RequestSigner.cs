using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.Runtime.Internal.Auth;
using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Aws.Clients;

/// <summary>
/// Signs plain HTTP requests (Signature Version 4), for services that the SDK has no client of, such as an API of our
/// own behind API Gateway. The signature is the SDK's; what is signed is put together here, as AWS documents it.
/// </summary>
/// <param name="credentials">Whose; asked anew for each request, so that those which expire are renewed.</param>
/// <param name="region">The region of the service.</param>
/// <param name="service">As AWS names it in signatures, such as <c>execute-api</c>.</param>
/// <param name="time">The clock; AWS refuses what was signed more than five minutes off its own.</param>
public sealed class RequestSigner(AWSCredentials credentials, string region, string service, TimeProvider time)
{
    private const string DateHeader = "x-amz-date";
    private const string TokenHeader = "x-amz-security-token";
    private const string ProofHeader = "Authorization";

    /// <summary>Those of the SDK's default chain when none are named.</summary>
    /// <exception cref="PortException">There are no credentials at all.</exception>
    public static AWSCredentials OwnOr(AWSCredentials? named)
    {
        try
        {
            return named ?? DefaultAWSCredentialsIdentityResolver.GetCredentials();
        }
        catch (AmazonClientException e)
        {
            throw Lacking(e);
        }
    }

    /// <summary>Adds the headers that prove who sends a request.</summary>
    /// <param name="request">With its address and headers as they will be sent.</param>
    /// <param name="body">Its body; empty for none.</param>
    /// <exception cref="PortException">The credentials could not be had.</exception>
    public async Task SignAsync(HttpRequestMessage request, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(request);
        var who = await OwnAsync();
        var at = time.GetUtcNow().UtcDateTime;
        foreach (var stale in (string[])[DateHeader, TokenHeader, ProofHeader])
        {
            request.Headers.Remove(stale);
        }

        request.Headers.Add(DateHeader, at.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        if (who.UseToken)
        {
            request.Headers.Add(TokenHeader, who.Token);
        }

        var headers = Signed(request);
        var names = string.Join(';', headers.Keys);
        var canonical = string.Join(
            '\n',
            request.Method.Method,
            Path(request.RequestUri!),
            Query(request.RequestUri!),
            string.Concat(headers.Select(h => $"{h.Key}:{h.Value}\n")),
            names,
            Convert.ToHexStringLower(SHA256.HashData(body.Span)));
        var signature = AWS4Signer.ComputeSignature(who, region, at, service, names, canonical);
        request.Headers.TryAddWithoutValidation(ProofHeader, signature.ForAuthorizationHeader);
    }

    private async Task<ImmutableCredentials> OwnAsync()
    {
        try
        {
            return await credentials.GetCredentialsAsync();
        }
        catch (Exception e) when (e is AmazonClientException or AmazonServiceException)
        {
            throw Lacking(e);
        }
    }

    /// <summary>Where it goes, when, in whose session and what it carries; what else it has may change on the way.</summary>
    private static SortedDictionary<string, string> Signed(HttpRequestMessage request)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = request.Headers.Host ?? request.RequestUri!.Authority,
        };
        foreach (var name in (string[])[DateHeader, TokenHeader])
        {
            if (request.Headers.TryGetValues(name, out var values))
            {
                headers[name] = string.Join(',', values);
            }
        }

        if (request.Content?.Headers.ContentType is { } type)
        {
            headers["content-type"] = type.ToString();
        }

        return headers;
    }

    /// <summary>Every service but S3 encodes the path that was sent once more.</summary>
    private static string Path(Uri address) =>
        string.Join('/', address.AbsolutePath.Split('/').Select(Uri.EscapeDataString));

    private static string Query(Uri address)
    {
        var sorted = new StringBuilder();
        foreach (var (name, value) in address.Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2))
            .Select(p => (Name: Again(p[0]), Value: p.Length > 1 ? Again(p[1]) : ""))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .ThenBy(p => p.Value, StringComparer.Ordinal))
        {
            sorted.Append(sorted.Length > 0 ? "&" : "").Append(name).Append('=').Append(value);
        }

        return sorted.ToString();
    }

    /// <summary>Encoded as signatures want it, however it was encoded before.</summary>
    private static string Again(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));

    private static PortException Lacking(Exception e) => new(
        PortFailure.Denied,
        $"There are no AWS credentials to sign with: {e.Message.TrimEnd('.')}. Sign in to AWS again, or name a "
        + "profile with --profile.",
        e);
}
