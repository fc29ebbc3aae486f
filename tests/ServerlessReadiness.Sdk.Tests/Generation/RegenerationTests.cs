using System.Text;
using ServerlessReadiness.SliceGenerator;

namespace ServerlessReadiness.Sdk.Tests.Generation;

/// <summary>What is committed is what the generator writes.</summary>
public sealed class RegenerationTests
{
    public static TheoryData<string> Packages =>
        [.. SliceSettings.Load(SettingsPath).Select(settings => settings.PackageId)];

    private static string SettingsPath => Path.Combine(Repository.Sdk, "slices.json");

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task A_committed_slice_equals_its_regeneration_byte_for_byte(string packageId)
    {
        var data = Botocore.FindOrSkip();
        var settings = SliceSettings.Load(SettingsPath).Single(entry => entry.PackageId == packageId);

        foreach (var (name, content) in Generator.Generate(data.Load(settings.Model), settings))
        {
            var committed = await File.ReadAllBytesAsync(
                Path.Combine(Repository.Sdk, name), TestContext.Current.CancellationToken);

            Assert.True(
                committed.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(content)),
                $"sdk/{name} differs from what the generator writes; run `dotnet run --project sdk/SliceGenerator`, "
                + "or install the botocore that the README names.");
        }
    }

    [Fact]
    public void Generating_twice_gives_the_same_text()
    {
        var data = Botocore.FindOrSkip();
        var settings = SliceSettings.Load(SettingsPath)[0];

        Assert.Equal(
            Generator.Generate(data.Load(settings.Model), settings),
            Generator.Generate(data.Load(settings.Model), settings));
    }

    [Fact]
    public void An_operation_that_the_model_lacks_is_refused_by_name()
    {
        var data = Botocore.FindOrSkip();
        var settings = Settings("sqs") with { Operations = ["SendMessage", "SendPigeon"] };

        var refusal = Assert.Throws<InvalidDataException>(() => Generator.Generate(data.Load("sqs"), settings));

        Assert.Contains("SendPigeon", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cloudwatch", "DescribeAlarms", "smithy-rpc-v2-cbor")]
    [InlineData("s3", "PutBucketPolicy", "request payload")]
    [InlineData("s3", "GetBucketPolicy", "raw payload")]
    [InlineData("kinesis", "SubscribeToShard", "eventstream")]
    [InlineData("polly", "SynthesizeSpeech", "streaming payload")]
    [InlineData("glacier", "UploadArchive", "streaming payload")]
    public void What_the_generator_does_not_support_is_refused_by_name(string model, string operation, string trait)
    {
        var data = Botocore.FindOrSkip();
        var settings = Settings(model) with { Operations = [operation] };

        var refusal = Assert.Throws<NotSupportedException>(() => Generator.Generate(data.Load(model), settings));

        Assert.Contains(trait, refusal.Message, StringComparison.Ordinal);
    }

    private static SliceSettings Settings(string model) => new()
    {
        PackageId = "AWSSDK.Test",
        Model = model,
        Namespace = "Amazon.Test",
        Client = "Test",
        Operations = [SliceSettings.AllOperations],
    };
}
