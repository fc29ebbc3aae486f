#nullable enable
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace ServerlessReadiness.SliceSupport;

/// <summary>Where a service listens: the address that is configured, or the one of its region or partition.</summary>
internal sealed class SliceEndpoints(SliceService service) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters["Endpoint"] is string { Length: > 0 } url)
        {
            return new Endpoint(url);
        }

        if (parameters["UseFIPS"] is true || parameters["UseDualStack"] is true)
        {
            throw new AmazonClientException(
                $"The slice of {service.ServiceId} knows no FIPS or dual-stack endpoint; set ServiceURL to the one "
                + "you need, or build with -p:AwsPackages=official.");
        }

        var region = parameters["Region"] as string
            ?? throw new AmazonClientException(
                "Invalid Configuration: Missing Region. Set AWS_REGION, RegionEndpoint or ServiceURL.");
        var partition = CoreBridge.PartitionOf(region);
        return service.IsGlobal
            ? GlobalEndpoint(partition.Name)
            : new Endpoint($"https://{service.EndpointPrefix}.{region}.{partition.DnsSuffix}");
    }

    private Endpoint GlobalEndpoint(string? partition)
    {
        var (suffix, signingRegion) = partition switch
        {
            "aws" => ("amazonaws.com", "us-east-1"),
            "aws-cn" => ("amazonaws.com.cn", "cn-northwest-1"),
            "aws-us-gov" => ("us-gov.amazonaws.com", "us-gov-west-1"),
            _ => throw new AmazonClientException(
                $"The slice of {service.ServiceId} knows no endpoint in partition {partition}; set ServiceURL."),
        };
        var names = $"\"signingName\":\"{service.SigningName}\",\"signingRegion\":\"{signingRegion}\"";
        var scheme = $$"""{"authSchemes":[{"name":"sigv4",{{names}}}]}""";
        return new Endpoint($"https://{service.EndpointPrefix}.{suffix}", scheme, "");
    }
}
