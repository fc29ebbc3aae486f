using ServerlessReadiness.Sdk.Tests.Generation;

namespace ServerlessReadiness.Sdk.Tests.Comparison;

/// <summary>
/// The generator's names and types are right, shown on four services whose official assemblies are served: what it
/// makes of their models is what the official SDK made of them.
/// </summary>
public sealed class OfficialApiTests(ServedSlices slices) : IClassFixture<ServedSlices>
{
    // Differences that the official SDK wrote by hand. No slice in this repository has these types.
    private static readonly string[] Explained =
    [
        // The official class is usable as credentials; the model's is a plain structure.
        "BaseType Amazon.SecurityToken.Model.Credentials : System.Object",
    ];

    public static TheoryData<string> Packages => [.. ServedPackages.All.Select(settings => settings.PackageId)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_generated_slice_has_nothing_that_the_official_assembly_lacks(string packageId)
    {
        Botocore.FindOrSkip();

        var unexplained = slices.Compare(packageId).OnlyInSlice.Where(fact => !Explained.Contains(fact.ToString()));

        Assert.Empty(unexplained);
    }

    [Fact]
    public void Enough_is_compared_to_trust_the_naming_rules()
    {
        Botocore.FindOrSkip();
        var all = ServedPackages.All.Select(settings => slices.Compare(settings.PackageId)).ToList();

        int Equal(ApiKind kind) => all.Sum(comparison => comparison.Equal(kind));

        // Near what was counted when this was written (see sdk/README.md); a newer botocore may move them a little.
        Assert.InRange(Equal(ApiKind.Property), 3000, int.MaxValue);
        Assert.InRange(Equal(ApiKind.Constant), 650, int.MaxValue);
        Assert.InRange(Equal(ApiKind.Method), 750, int.MaxValue);
        Assert.InRange(Equal(ApiKind.Constructor), 2200, int.MaxValue);
        Assert.InRange(Equal(ApiKind.BaseType), 1100, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Hardly_a_property_of_the_official_classes_is_missing(string packageId)
    {
        Botocore.FindOrSkip();
        var comparison = slices.Compare(packageId);

        // Missing are paginators, conveniences, and members that are newer than the service model at hand.
        var missing = comparison.OnlyOfficial.Count(fact => fact.Kind == ApiKind.Property);

        Assert.InRange(missing, 0, comparison.Equal(ApiKind.Property) / 5);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_constructor_of_the_official_client_and_exceptions_is_there(string packageId)
    {
        Botocore.FindOrSkip();

        var missing = slices.Compare(packageId).OnlyOfficial.Where(fact =>
            fact.Kind == ApiKind.Constructor
            && (fact.Type.EndsWith("Client", StringComparison.Ordinal)
                || fact.Type.EndsWith("Exception", StringComparison.Ordinal)
                || fact.Type.EndsWith("Config", StringComparison.Ordinal)));

        Assert.Empty(missing);
    }
}
