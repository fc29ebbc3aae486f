using ServerlessReadiness.Sdk.Tests.Generation;

namespace ServerlessReadiness.Sdk.Tests.Comparison;

public sealed class OfficialApiTests(ServedSlices slices) : IClassFixture<ServedSlices>
{
    [Theory]
    [InlineData("AWSSDK.SQS")]
    [InlineData("AWSSDK.SimpleSystemsManagement")]
    [InlineData("AWSSDK.DynamoDBv2")]
    [InlineData("AWSSDK.SecurityToken")]
    public void Dump(string packageId)
    {
        Botocore.FindOrSkip();
        var c = slices.Compare(packageId);
        File.WriteAllLines("/tmp/cmp-" + packageId + ".txt", [
            .. Enum.GetValues<ApiKind>().Select(k => $"{k} {c.Equal(k)}"),
            .. c.OnlyInSlice.Select(f => "SLICE " + f), .. c.OnlyOfficial.Select(f => "OFFIC " + f), .. c.TypesOnlyOfficial.Select(f => "TYPE " + f)]);
    }
}
