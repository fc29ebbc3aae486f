using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Fleets;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Aws.Review.Limits;

using Amazon.EC2.Model;

/// <summary>
/// The use of quotas that no metric tells, counted where that is simple: storage of volumes, and vCPUs of an account in
/// which nothing of the kind runs, for which CloudWatch has no data.
/// </summary>
internal sealed class CountedUse(AwsClients clients, InstanceTypes types)
{
    private const decimal GiBInTiB = 1024;
    private const int PageSize = 500;

    public async Task<(decimal? Used, string From)> UnlessMeasuredAsync(
        Location location,
        QuotaKey key,
        (decimal? Used, string From) measured,
        CancellationToken cancellationToken)
    {
        if (measured.Used is not null)
        {
            return measured;
        }

        try
        {
            if (QuotaDemands.VolumeTypeOf(key) is { } volumeType)
            {
                return (await StorageAsync(location, volumeType, cancellationToken), "ec2:DescribeVolumes, summed");
            }

            return VcpuQuotas.Has(key.Code)
                ? await CpusAsync(location, key, cancellationToken)
                : measured;
        }
        catch (PortException trouble)
        {
            return (null, $"{measured.From}; {trouble.Message}");
        }
    }

    private async Task<decimal> StorageAsync(Location location, string type, CancellationToken cancellationToken)
    {
        var what = $"{type} volumes";
        var volumes = await Pages.AllAsync(what, async token =>
        {
            var request = new DescribeVolumesRequest
            {
                Filters = [new Filter { Name = "volume-type", Values = [type] }],
                MaxResults = PageSize,
                NextToken = token,
            };
            var response = await new AwsCall(what, location, "ec2:DescribeVolumes").SendAsync(
                clients,
                () => clients.Ec2(location, ClientUse.Read).DescribeVolumesAsync(request, cancellationToken),
                cancellationToken);
            return ((IEnumerable<Volume>?)response.Volumes, response.NextToken);
        });
        return volumes.Sum(v => (decimal)(v.Size ?? 0)) / GiBInTiB;
    }

    private async Task<(decimal? Used, string From)> CpusAsync(
        Location location,
        QuotaKey key,
        CancellationToken cancellationToken)
    {
        const string What = "running instances";
        var reservations = await Pages.AllAsync(What, async token =>
        {
            var request = new DescribeInstancesRequest
            {
                Filters = [new Filter { Name = "instance-state-name", Values = ["pending", "running"] }],
                MaxResults = PageSize,
                NextToken = token,
            };
            var response = await new AwsCall(What, location, "ec2:DescribeInstances").SendAsync(
                clients,
                () => clients.Ec2(location, ClientUse.Read).DescribeInstancesAsync(request, cancellationToken),
                cancellationToken);
            return ((IEnumerable<Reservation>?)response.Reservations, response.NextToken);
        });
        var counted = reservations
            .SelectMany(r => r.Instances ?? [])
            .Where(i => key.Equals(VcpuQuotas.Of(i.InstanceType?.Value ?? "", IsSpot(i))))
            .CountBy(i => i.InstanceType.Value);
        var sum = 0m;
        foreach (var (type, count) in counted)
        {
            if (await types.FindAsync(location, type, cancellationToken) is not { } facts)
            {
                return (null, $"the vCPUs of {type} could not be read; allow ec2:DescribeInstanceTypes");
            }

            sum += count * facts.VirtualCpus;
        }

        return (sum, "ec2:DescribeInstances, counted, for the usage metric has no data");
    }

    private static bool IsSpot(Instance instance) => instance.InstanceLifecycle?.Value == "spot";
}
