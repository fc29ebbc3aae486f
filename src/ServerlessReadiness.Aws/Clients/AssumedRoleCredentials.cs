using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Aws.Clients;

/// <summary>
/// The session of an assumed role, renewed before it ends. Asks STS itself: the SDK's own class for this finds the STS
/// client by reflection, which a trimmed binary does not have.
/// </summary>
internal sealed class AssumedRoleCredentials(
    AccountRole role,
    Location location,
    Func<IAmazonSecurityTokenService> sts,
    TimeProvider time) : AWSCredentials, IDisposable
{
    /// <summary>The name under which our calls show in the other account's CloudTrail.</summary>
    public const string SessionName = "serverless-readiness";

    // A role that assumes a role gets one hour at most.
    private static readonly TimeSpan SessionDuration = TimeSpan.FromHours(1);

    // Time enough to try again while the present session still serves.
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _renewing = new(1, 1);
    private volatile ImmutableCredentials? _session;
    private DateTimeOffset _endsAt;
    private DateTimeOffset _renewAt;

    /// <summary>The present session. The SDK asks while it signs, where nothing can be awaited.</summary>
    public override ImmutableCredentials GetCredentials() => _session ?? throw new InvalidOperationException(
        $"The session of {role.Arn} was not prepared; await AwsClients.PrepareAsync before the call.");

    /// <summary>Renews the session when it is about to end.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (_session is not null && time.GetUtcNow() < _renewAt)
            return;

        await _renewing.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (_session is null || now >= _renewAt)
                await AssumeAsync(now, cancellationToken);
        }
        finally
        {
            _renewing.Release();
        }
    }

    public void Dispose() => _renewing.Dispose();

    private async Task AssumeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var request = new AssumeRoleRequest
        {
            RoleArn = role.Arn,
            RoleSessionName = SessionName,
            ExternalId = role.ExternalId,
            DurationSeconds = (int)SessionDuration.TotalSeconds,
        };
        try
        {
            var response = await new AwsCall($"role {role.Arn}", location, "sts:AssumeRole").GuardAsync(
                () => sts().AssumeRoleAsync(request, cancellationToken),
                cancellationToken);
            var given = response.Credentials;
            _session = new ImmutableCredentials(given.AccessKeyId, given.SecretAccessKey, given.SessionToken);
            _endsAt = Instant.Of(given.Expiration) ?? (now + SessionDuration);
            _renewAt = _endsAt - RenewBefore;
        }
        catch (PortException) when (_session is not null && now < _endsAt)
        {
            // The present session still serves.
            _renewAt = now + RetryAfter;
        }
    }
}
