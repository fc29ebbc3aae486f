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

    private static DistributionView ToView(Location place, DistributionSummary distribution) => new(
        place.Account,
        distribution.Id,
        distribution.DomainName,
        EquatableList.From(distribution.Aliases?.Items ?? []),
        EquatableList.From((distribution.Origins?.Items ?? []).Select(o => o.DomainName)),
        distribution.Enabled ?? false);
}
