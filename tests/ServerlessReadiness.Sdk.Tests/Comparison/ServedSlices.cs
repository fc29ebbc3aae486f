using ServerlessReadiness.Sdk.Tests.Generation;
using ServerlessReadiness.SliceGenerator;

namespace ServerlessReadiness.Sdk.Tests.Comparison;

/// <summary>
/// Slices of four served packages with all their operations, generated and built once for all comparisons.
/// </summary>
public sealed class ServedSlices : IAsyncLifetime
{
    private TemporaryTree? _tree;
    private string _output = "";

    public async ValueTask InitializeAsync()
    {
        // Without botocore the tests themselves are skipped; a fixture must not fail.
        if (BotocoreData.Find(out _) is not { } data)
        {
            return;
        }

        _tree = new TemporaryTree();
        foreach (var settings in ServedPackages.All)
        {
            _tree.AddSlice(data.Load(settings.Model), settings);
        }

        _tree.AddConsumer("return;", ServedPackages.All.Select(settings => settings.PackageId));
        _output = await _tree.BuildAsync("served");
    }

    public ValueTask DisposeAsync()
    {
        _tree?.Dispose();
        return ValueTask.CompletedTask;
    }

    internal ApiComparison Compare(string packageId) => Compare(packageId, _output);

    /// <summary>The official assembly lies beside this test, because the project references its package.</summary>
    internal static ApiComparison Compare(string packageId, string sliceFolder) => new(
        ApiDescription.Of(Path.Combine(AppContext.BaseDirectory, packageId + ".dll")),
        ApiDescription.Of(Path.Combine(sliceFolder, packageId + ".dll")));
}
