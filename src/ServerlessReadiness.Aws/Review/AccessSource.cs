using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

using Amazon.IdentityManagement.Model;

/// <summary>The plan's accounts: credential report, password policy, and who administers IAM.</summary>
public sealed class AccessSource(AwsClients clients, TimeProvider time) : IReviewSource
{
    /// <summary>A report is ready within seconds; a large account's within a minute.</summary>
    public const int ReportAttemptsMax = 20;

    private static readonly TimeSpan ReportWait = TimeSpan.FromSeconds(3);

    private static readonly string[] Administering = ["AdministratorAccess", "IAMFullAccess"];

    public string Name => "IAM credentials";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken)
    {
        var accounts = Pages.OneAnAccount(places).ToList();
        return facts with
        {
            Access = await Reading.EachAsync(accounts, Name, p => AccessAsync(p, cancellationToken)),
            Administrators = await Reading.EachAsync(
                accounts,
                "who administers IAM",
                p => AdministratorsAsync(p, cancellationToken)),
        };
    }

    private async Task<IReadOnlyList<AccessView>> AccessAsync(Location place, CancellationToken cancellationToken)
    {
        var users = CredentialReport.Read(await ReportAsync(place, cancellationToken));
        return [new AccessView(place.Account, users, await PasswordsAsync(place, cancellationToken))];
    }

    // AWS makes a report at most every four hours; asking for one in between gives the last.
    private async Task<string> ReportAsync(Location place, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var request = new GenerateCredentialReportRequest();
            var response = await Call(place, "GenerateCredentialReport").SendAsync(
                clients,
                () => clients.Iam(place, ClientUse.Read).GenerateCredentialReportAsync(request, cancellationToken),
                cancellationToken);
            if (response.State?.Value == "COMPLETE")
            {
                break;
            }

            if (attempt == ReportAttemptsMax)
            {
                throw new PortException(
                    PortFailure.Unavailable,
                    $"The credential report of account {place.Account} is not ready ({response.State}). Review again later.");
            }

            await Task.Delay(ReportWait, time, cancellationToken);
        }

        return await TextAsync(place, cancellationToken);
    }

    private async Task<string> TextAsync(Location place, CancellationToken cancellationToken)
    {
        var request = new GetCredentialReportRequest();
        var report = await Call(place, "GetCredentialReport").SendAsync(
            clients,
            () => clients.Iam(place, ClientUse.Read).GetCredentialReportAsync(request, cancellationToken),
            cancellationToken);
        using var reader = new StreamReader(report.Content ?? new MemoryStream());
        return await reader.ReadToEndAsync(cancellationToken);
    }

    private async Task<PasswordRules?> PasswordsAsync(Location place, CancellationToken cancellationToken)
    {
        try
        {
            var request = new GetAccountPasswordPolicyRequest();
            var policy = (await Call(place, "GetAccountPasswordPolicy").SendAsync(
                clients,
                () => clients.Iam(place, ClientUse.Read).GetAccountPasswordPolicyAsync(request, cancellationToken),
                cancellationToken)).PasswordPolicy;
            return new PasswordRules(
                policy?.MinimumPasswordLength ?? 0,
                policy?.MaxPasswordAge is > 0 and { } days ? TimeSpan.FromDays(days) : null,
                policy?.PasswordReusePrevention ?? 0);
        }
        catch (PortException e) when (e.Failure == PortFailure.NotFound)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<AdministratorView>> AdministratorsAsync(
        Location place,
        CancellationToken cancellationToken)
    {
        var views = new List<AdministratorView>();
        foreach (var policy in Administering)
        {
            var request = new ListEntitiesForPolicyRequest
            {
                PolicyArn = $"arn:{Partition(place.Region)}:iam::aws:policy/{policy}",
            };
            var pages = await Pages.AllAsync<ListEntitiesForPolicyResponse, ListEntitiesForPolicyResponse>(
                clients,
                Call(place, "ListEntitiesForPolicy"),
                token =>
                {
                    request.Marker = token;
                    return clients.Iam(place, ClientUse.Read).ListEntitiesForPolicyAsync(request, cancellationToken);
                },
                response => ([response], response.IsTruncated == true ? response.Marker : null),
                cancellationToken);
            views.Add(new AdministratorView(
                place.Account,
                policy,
                EquatableList.From(pages.SelectMany(p => p.PolicyUsers ?? []).Select(u => u.UserName)),
                pages.Sum(p => (p.PolicyGroups?.Count ?? 0) + (p.PolicyRoles?.Count ?? 0))));
        }

        return views;
    }

    private static string Partition(string region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : "aws";

    private static AwsCall Call(Location place, string operation) => new("IAM", place, $"iam:{operation}");
}
