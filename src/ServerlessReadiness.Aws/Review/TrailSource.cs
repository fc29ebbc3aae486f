using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

using Amazon.CloudTrail.Model;

/// <summary>CloudTrail trails of the plan's accounts. One for all regions is seen from any of them.</summary>
public sealed class TrailSource(AwsClients clients) : IReviewSource
{
    public string Name => "CloudTrail trails";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken) => facts with
    {
        Audits = await Reading.EachAsync(
            Pages.OneAnAccount(places),
            Name,
            async place => (IReadOnlyList<AuditView>)[await AuditAsync(place, cancellationToken)]),
    };

    private async Task<AuditView> AuditAsync(Location place, CancellationToken cancellationToken)
    {
        var request = new DescribeTrailsRequest { IncludeShadowTrails = true };
        var response = await new AwsCall("trails", place, "cloudtrail:DescribeTrails").SendAsync(
            clients,
            () => clients.CloudTrail(place, ClientUse.Read).DescribeTrailsAsync(request, cancellationToken),
            cancellationToken);
        var views = new List<TrailView>();
        foreach (var trail in response.TrailList ?? [])
        {
            var status = await StatusAsync(place, trail.TrailARN, cancellationToken);
            views.Add(new TrailView(
                trail.TrailARN,
                trail.IsMultiRegionTrail ?? false,
                status.IsLogging ?? false,
                string.IsNullOrEmpty(status.LatestDeliveryError) ? null : status.LatestDeliveryError));
        }

        return new AuditView(place.Account, EquatableList.From(views));
    }

    private Task<GetTrailStatusResponse> StatusAsync(Location place, string arn, CancellationToken cancellationToken)
    {
        var request = new GetTrailStatusRequest { Name = arn };
        return new AwsCall($"trail {arn}", place, "cloudtrail:GetTrailStatus").SendAsync(
            clients,
            () => clients.CloudTrail(place, ClientUse.Read).GetTrailStatusAsync(request, cancellationToken),
            cancellationToken);
    }
}
