using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Aws.Settings;

using Amazon.EC2.Model;

/// <summary>EBS volumes through AWSSDK.EC2: iops, throughput, size.</summary>
internal sealed class EbsSettings(AwsClients clients, TimeProvider time) : ISettings
{
    /// <summary>From one change of a volume to the next, as the service demands.</summary>
    public static readonly TimeSpan BetweenChanges = TimeSpan.FromHours(6);

    private const string Iops = "iops";
    private const string Throughput = "throughput";
    private const string Size = "size";

    public async Task<SettingSnapshot> ReadAsync(Resource.Setting resource, CancellationToken cancellationToken)
    {
        var request = new DescribeVolumesRequest { VolumeIds = [resource.Id] };
        var reading = Call(resource, "DescribeVolumes").SendAsync(
            clients,
            () => clients.Ec2(Location.Of(resource), ClientUse.Read).DescribeVolumesAsync(request, cancellationToken),
            cancellationToken);
        var modifying = LastChangeAsync(resource, cancellationToken);
        await Task.WhenAll(reading, modifying);
        var found = (await reading).Volumes?.FirstOrDefault() ?? throw new PortException(
            PortFailure.NotFound,
            $"There is no volume \"{resource.Id}\" in account {resource.Account}, {resource.Region}. Check its id, "
            + "account and region in the plan.");
        return new SettingSnapshot(
            SettingNumbers.Of((Iops, found.Iops), (Throughput, found.Throughput), (Size, found.Size)),
            Busy(found.State?.Value, await modifying, time.GetUtcNow()),
            found.State?.Value is "in-use" or "available"
                && (await modifying)?.ModificationState?.Value != "modifying");
    }

    public Task PerformAsync(
        Resource.Setting resource,
        Change.SetSettings change,
        CancellationToken cancellationToken)
    {
        SettingNumbers.OnlyKnown(resource, change.To, Iops, Throughput, Size);
        var request = new ModifyVolumeRequest
        {
            VolumeId = resource.Id,
            Iops = SettingNumbers.SmallNumber(resource, change.To, Iops),
            Throughput = SettingNumbers.SmallNumber(resource, change.To, Throughput),
            Size = SettingNumbers.SmallNumber(resource, change.To, Size),
        };
        return Call(resource, "ModifyVolume").SendAsync(
            clients,
            () => clients.Ec2(Location.Of(resource), ClientUse.Effect).ModifyVolumeAsync(request, cancellationToken),
            cancellationToken);
    }

    private async Task<VolumeModification?> LastChangeAsync(
        Resource.Setting resource,
        CancellationToken cancellationToken)
    {
        var request = new DescribeVolumesModificationsRequest { VolumeIds = [resource.Id] };
        try
        {
            var response = await Call(resource, "DescribeVolumesModifications").SendAsync(
                clients,
                () => clients.Ec2(Location.Of(resource), ClientUse.Read)
                    .DescribeVolumesModificationsAsync(request, cancellationToken),
                cancellationToken);
            return (response.VolumesModifications ?? []).MaxBy(m => m.StartTime);
        }
        catch (PortException never) when (never.Failure == PortFailure.NotFound)
        {
            // A volume that was never changed has no record of a change.
            return null;
        }
    }

    private static string? Busy(string? state, VolumeModification? last, DateTimeOffset now)
    {
        if (state is not ("in-use" or "available"))
        {
            return $"its state is {state ?? "unknown"}";
        }

        var next = (Instant.Of(last?.EndTime) ?? Instant.Of(last?.StartTime) ?? DateTimeOffset.MinValue)
            + BetweenChanges;
        return last?.ModificationState?.Value switch
        {
            "modifying" or "optimizing" => $"a change is under way ({last.ModificationState.Value}, "
                + $"{last.Progress ?? 0} %), and six hours must pass after it",
            _ when now < next => $"it was changed less than six hours ago; the next change is possible at {next:u}",
            _ => null,
        };
    }

    private static AwsCall Call(Resource resource, string operation) =>
        new(resource.Label, Location.Of(resource), $"ec2:{operation}");
}
