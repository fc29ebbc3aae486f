using Amazon.CloudFront;
using Amazon.CloudTrail;
using Amazon.DirectConnect;
using Amazon.ResourceGroupsTaggingAPI;
using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Aws.Clients;

/// <summary>Services that only the review asks.</summary>
public sealed partial class AwsClients
{
    public IAmazonCloudTrail CloudTrail(Location location, ClientUse use) =>
        Client<AmazonCloudTrailConfig, IAmazonCloudTrail>(location, use, static (credentials, config) =>
            credentials is null ? new AmazonCloudTrailClient(config) : new AmazonCloudTrailClient(credentials, config));

    /// <summary>One endpoint serves all regions of the location's partition.</summary>
    public IAmazonCloudFront CloudFront(Location location, ClientUse use) =>
        Client<AmazonCloudFrontConfig, IAmazonCloudFront>(location, use, static (credentials, config) =>
            credentials is null ? new AmazonCloudFrontClient(config) : new AmazonCloudFrontClient(credentials, config));

    public IAmazonDirectConnect DirectConnect(Location location, ClientUse use) =>
        Client<AmazonDirectConnectConfig, IAmazonDirectConnect>(location, use, static (credentials, config) =>
            credentials is null
                ? new AmazonDirectConnectClient(config)
                : new AmazonDirectConnectClient(credentials, config));

    public IAmazonResourceGroupsTaggingAPI Tagging(Location location, ClientUse use) =>
        Client<AmazonResourceGroupsTaggingAPIConfig, IAmazonResourceGroupsTaggingAPI>(
            location,
            use,
            static (credentials, config) => credentials is null
                ? new AmazonResourceGroupsTaggingAPIClient(config)
                : new AmazonResourceGroupsTaggingAPIClient(credentials, config));
}
