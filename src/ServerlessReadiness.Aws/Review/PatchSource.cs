using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

using Amazon.SimpleSystemsManagement.Model;

/// <summary>What Patch Manager says of the event's instances.</summary>
public sealed class PatchSource(AwsClients clients) : IReviewSource
{
    // The service's own limit for ids in one call.
    private const int IdsMax = 50;

    public string Name => "patches";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken) => facts with
    {
        Patches = await Reading.EachAsync(places, Name, p => PatchesAsync(
            p,
            facts.Instances.Items.Where(i => i.At.IsAt(p)).Select(i => i.Id),
            cancellationToken)),
    };

    private async Task<IReadOnlyList<PatchView>> PatchesAsync(
        Location place,
        IEnumerable<string> instances,
        CancellationToken cancellationToken)
    {
        var views = new List<PatchView>();
        foreach (var ids in instances.Chunk(IdsMax))
        {
            var request = new DescribeInstancePatchStatesRequest { InstanceIds = [.. ids] };
            var found = await Pages.AllAsync(
                clients,
                new AwsCall("patch states", place, "ssm:DescribeInstancePatchStates"),
                token =>
                {
                    request.NextToken = token;
                    return clients.Ssm(place, ClientUse.Read)
                        .DescribeInstancePatchStatesAsync(request, cancellationToken);
                },
                response => (response.InstancePatchStates, response.NextToken),
                cancellationToken);
            var states = found.DistinctBy(s => s.InstanceId).ToDictionary(s => s.InstanceId, ToState);
            views.AddRange(ids.Select(id => new PatchView(id, states.GetValueOrDefault(id))));
        }

        return views;
    }

    private static PatchState ToState(InstancePatchState state) => new(
        state.MissingCount ?? 0,
        state.FailedCount ?? 0,
        state.InstalledPendingRebootCount ?? 0,
        state.CriticalNonCompliantCount ?? 0,
        state.SecurityNonCompliantCount ?? 0,
        Instant.Of(state.OperationEndTime));
}
