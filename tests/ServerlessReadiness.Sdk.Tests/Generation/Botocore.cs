using ServerlessReadiness.SliceGenerator;

namespace ServerlessReadiness.Sdk.Tests.Generation;

internal static class Botocore
{
    /// <summary>botocore's service models, or a skipped test with the reason.</summary>
    public static BotocoreData FindOrSkip()
    {
        var data = BotocoreData.Find(out var reason);
        Assert.SkipWhen(data is null, reason);
        return data!;
    }
}
