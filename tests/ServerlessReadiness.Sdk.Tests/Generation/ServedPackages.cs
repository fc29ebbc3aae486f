using ServerlessReadiness.SliceGenerator;

namespace ServerlessReadiness.Sdk.Tests.Generation;

/// <summary>
/// Settings for slices of packages that the registry serves: what generated code can be measured against.
/// </summary>
internal static class ServedPackages
{
    public static SliceSettings Sqs { get; } = Whole("AWSSDK.SQS", "sqs", "Amazon.SQS", "SQS");

    public static SliceSettings Ssm { get; } =
        Whole("AWSSDK.SimpleSystemsManagement", "ssm", "Amazon.SimpleSystemsManagement", "SimpleSystemsManagement");

    public static SliceSettings DynamoDb { get; } =
        Whole("AWSSDK.DynamoDBv2", "dynamodb", "Amazon.DynamoDBv2", "DynamoDB");

    public static SliceSettings Sts { get; } =
        Whole("AWSSDK.SecurityToken", "sts", "Amazon.SecurityToken", "SecurityTokenService");

    public static IReadOnlyList<SliceSettings> All { get; } = [Sqs, Ssm, DynamoDb, Sts];

    private static SliceSettings Whole(string packageId, string model, string @namespace, string client) => new()
    {
        PackageId = packageId,
        Model = model,
        Namespace = @namespace,
        Client = client,
        Operations = [SliceSettings.AllOperations],
    };
}
