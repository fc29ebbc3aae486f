using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

using Amazon.CloudFront.Model;

/// <summary>CloudFront distributions of the plan's accounts.</summary>
public sealed class DistributionSource(AwsClients clients) : IReviewSource
{
    public string Name => "CloudFront distributions";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken) => facts with
    {
        Distributions = await Reading.EachAsync(Pages.OneAnAccount(places), Name, async place =>
        {
            var request = new ListDistributionsRequest();
            var found = await Pages.AllAsync(
                clients,
                new AwsCall("distributions", place, "cloudfront:ListDistributions"),
                token =>
                {
                    request.Marker = token;
                    return clients.CloudFront(place, ClientUse.Read).ListDistributionsAsync(request, cancellationToken);
                },
                response => (
                    response.DistributionList?.Items,
                    response.DistributionList?.IsTruncated == true ? response.DistributionList.NextMarker : null),
                cancellationToken);
            return (IReadOnlyList<DistributionView>)[.. found.Select(d => ToView(place, d))];
        }),
    };

    // What the service always says and leaves out here is no answer: nobody may conclude that nothing is in front.
    private static PortException Silent(Location place, DistributionSummary distribution) => new(
        PortFailure.Unavailable,
        $"Distribution {distribution.Id} of account {place.Account} was listed without its state or origins. "
        + "Try again later, or attest the item.");

    private static DistributionView ToView(Location place, DistributionSummary distribution) =>
        distribution is { Enabled: { } isEnabled, Origins.Items: { } origins }
            ? new DistributionView(
                place.Account,
                distribution.Id,
                distribution.DomainName,
                EquatableList.From(distribution.Aliases?.Items ?? []),
                EquatableList.From(origins.Select(o => o.DomainName)),
                isEnabled)
            : throw Silent(place, distribution);
}
