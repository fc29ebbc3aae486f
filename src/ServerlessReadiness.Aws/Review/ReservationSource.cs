using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

using Amazon.EC2.Model;

/// <summary>Active reserved instances of the event's instance types. The service lists them without pages.</summary>
public sealed class ReservationSource(AwsClients clients) : IReviewSource
{
    public string Name => "reserved instances";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken) => facts with
    {
        Reservations = await Reading.EachAsync(places, Name, p => ReservationsAsync(
            p,
            facts.Instances.Items.Where(i => i.At.IsAt(p)).Select(i => i.Type).Distinct(StringComparer.Ordinal),
            cancellationToken)),
    };

    private async Task<IReadOnlyList<ReservationView>> ReservationsAsync(
        Location place,
        IEnumerable<string> types,
        CancellationToken cancellationToken)
    {
        var views = new List<ReservationView>();
        foreach (var chunk in types.Chunk(Pages.FilterValuesMax))
        {
            var request = new DescribeReservedInstancesRequest
            {
                Filters = [.. Pages.Filter("instance-type", chunk), .. Pages.Filter("state", ["active"])],
            };
            var response = await new AwsCall("reserved instances", place, "ec2:DescribeReservedInstances").SendAsync(
                clients,
                () => clients.Ec2(place, ClientUse.Read).DescribeReservedInstancesAsync(request, cancellationToken),
                cancellationToken);
            views.AddRange((response.ReservedInstances ?? []).Select(r => new ReservationView(
                place.ToPlace(),
                r.ReservedInstancesId,
                r.InstanceType?.Value ?? "",
                r.InstanceCount ?? 0,
                Instant.Of(r.End) ?? DateTimeOffset.MaxValue)));
        }

        return views;
    }
}
