using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;

namespace ServerlessReadiness.Aws.Fleets;

using Amazon.EC2.Model;

/// <summary>Facts about instance types, asked once each. Shared by the adapters of one Host.</summary>
public sealed class InstanceTypes(AwsClients clients)
{
    private const long BytesInMiB = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, InstanceTypeFacts> _known = [];

    /// <summary>Null when they could not be read; that is asked again the next time.</summary>
    internal async Task<InstanceTypeFacts?> FindAsync(
        Location location,
        string type,
        CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_known.TryGetValue(type, out var known))
                return known;
        }

        var request = new DescribeInstanceTypesRequest { InstanceTypes = [type] };
        var response = await new AwsCall($"instance type {type}", location, "ec2:DescribeInstanceTypes").GlanceAsync(
            clients,
            () => clients.Ec2(location, ClientUse.Glance).DescribeInstanceTypesAsync(request, cancellationToken),
            cancellationToken);
        if (response?.InstanceTypes?.FirstOrDefault() is not { VCpuInfo.DefaultVCpus: { } cpus } found)
            return null;

        var facts = new InstanceTypeFacts(
            cpus,
            found.InstanceStorageSupported ?? true,
            found.MemoryInfo?.SizeInMiB * BytesInMiB);
        lock (_gate)
        {
            // A type is the same everywhere, and there are under two thousand, so nothing has to be forgotten.
            _known[type] = facts;
        }

        return facts;
    }
}
