using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;

namespace ServerlessReadiness.Aws.Review;

/// <summary>What the architecture review reads of AWS, in the order in which one needs what another has read.</summary>
public static class ArchitectureSources
{
    public static IReadOnlyList<IReviewSource> Of(AwsClients clients, TimeProvider time) =>
    [
        new GroupSource(clients),
        new InstanceSource(clients),
        new VolumeSource(clients),
        new BalancerSource(clients),
        new DatabaseSource(clients),
        new SecurityGroupSource(clients),
        new RecordSource(clients),
        new AccessSource(clients, time),
        new TrailSource(clients),
        new PatchSource(clients),
        new DistributionSource(clients),
        new LinkSource(clients),
        new ReservationSource(clients),
        new TagSource(clients),
    ];
}
