using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Aws.Review;

using Amazon.ServiceQuotas.Model;

/// <summary>Increases through AWSSDK.ServiceQuotas.</summary>
public sealed class QuotaIncreases(AwsClients clients) : IQuotaRequests
{
    private const int PageSize = 100;
    private static readonly string[] Open = ["PENDING", "CASE_OPENED"];

    public async Task<QuotaRequested> RequestAsync(QuotaRequest wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (await OpenAsync(wanted, cancellationToken) is { } before)
        {
            return Outcome(before, wasOpen: true);
        }

        var request = new RequestServiceQuotaIncreaseRequest
        {
            ServiceCode = wanted.Key.Service,
            QuotaCode = wanted.Key.Code,
            DesiredValue = (double)wanted.Desired,
        };
        var response = await Call(wanted, "RequestServiceQuotaIncrease").SendAsync(
            clients,
            () => clients.ServiceQuotas(Place(wanted), ClientUse.Effect)
                .RequestServiceQuotaIncreaseAsync(request, cancellationToken),
            cancellationToken);
        return Outcome(response.RequestedQuota, wasOpen: false);
    }

    // The service takes one open request for a quota, and a second try after a lost answer must not look refused.
    private async Task<RequestedServiceQuotaChange?> OpenAsync(QuotaRequest wanted, CancellationToken cancellationToken)
    {
        var requests = await Pages.AllAsync($"requests for {wanted.Name}", async token =>
        {
            var request = new ListRequestedServiceQuotaChangeHistoryByQuotaRequest
            {
                ServiceCode = wanted.Key.Service,
                QuotaCode = wanted.Key.Code,
                MaxResults = PageSize,
                NextToken = token,
            };
            var response = await Call(wanted, "ListRequestedServiceQuotaChangeHistoryByQuota").SendAsync(
                clients,
                () => clients.ServiceQuotas(Place(wanted), ClientUse.Read)
                    .ListRequestedServiceQuotaChangeHistoryByQuotaAsync(request, cancellationToken),
                cancellationToken);
            return ((IEnumerable<RequestedServiceQuotaChange>?)response.RequestedQuotas, response.NextToken);
        });
        return requests.Find(r => Open.Contains(r.Status?.Value, StringComparer.Ordinal));
    }

    private static QuotaRequested Outcome(RequestedServiceQuotaChange change, bool wasOpen) => new(
        change.Id ?? "",
        string.IsNullOrEmpty(change.CaseId) ? null : change.CaseId,
        change.Status?.Value ?? "",
        (decimal)(change.DesiredValue ?? 0),
        wasOpen);

    private static Location Place(QuotaRequest wanted) => new(wanted.Account, wanted.Region);

    private static AwsCall Call(QuotaRequest wanted, string operation) =>
        new($"quota {wanted.Name}", Place(wanted), $"servicequotas:{operation}", "the review's limits");
}
