using System.Text.Json;
using ServerlessReadiness.Template.Tests.Support;

[assembly: AssemblyFixture(typeof(StackFixture))]

namespace ServerlessReadiness.Template.Tests.Support;

/// <summary>The template, translated once for all tests by the first that needs it.</summary>
public sealed class StackFixture : IDisposable
{
    private readonly SemaphoreSlim _translating = new(1);
    private Stack? _stack;

    internal async Task<Stack> StackAsync()
    {
        await _translating.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _stack ??= await TranslateAsync();
        }
        finally
        {
            _translating.Release();
        }
    }

    public void Dispose() => _translating.Dispose();

    private static async Task<Stack> TranslateAsync()
    {
        var run = await Command.PythonAsync([Repository.Tool("translate.py"), Repository.Root]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return new Stack(JsonDocument.Parse(run.Output).RootElement);
    }
}
