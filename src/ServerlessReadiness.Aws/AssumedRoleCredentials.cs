using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Aws;

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
    private ImmutableCredentials? _session;
    private DateTimeOffset _endsAt;
    private DateTimeOffset _renewAt;

    public override ImmutableCredentials GetCredentials() =>
        throw new NotSupportedException("Every call of the adapters is asynchronous; use GetCredentialsAsync.");

    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        await _renewing.WaitAsync();
        try
        {
            var now = time.GetUtcNow();
            if (_session is not null && now < _renewAt)
                return _session;

            try
            {
                return await AssumeAsync();
            }
            catch (PortException) when (_session is not null && now < _endsAt)
            {
                _renewAt = now + RetryAfter;
                return _session;
            }
        }
        finally
        {
            _renewing.Release();
        }
    }

    public void Dispose() => _renewing.Dispose();

    private async Task<ImmutableCredentials> AssumeAsync()
    {
        var request = new AssumeRoleRequest
        {
            RoleArn = role.Arn,
            RoleSessionName = SessionName,
            ExternalId = role.ExternalId,
            DurationSeconds = (int)SessionDuration.TotalSeconds,
        };
        var call = new AwsCall($"role {role.Arn}", location, "sts:AssumeRole");
        var response = await call.SendAsync(
            () => sts().AssumeRoleAsync(request, CancellationToken.None),
            CancellationToken.None);

        var given = response.Credentials;
        _endsAt = Instant.Of(given.Expiration) ?? (time.GetUtcNow() + SessionDuration);
        _renewAt = _endsAt - RenewBefore;
        return _session = new ImmutableCredentials(given.AccessKeyId, given.SecretAccessKey, given.SessionToken);
    }
}
