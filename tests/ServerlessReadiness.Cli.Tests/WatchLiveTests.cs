using ServerlessReadiness.Cli.Rendering;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ServerlessReadiness.Cli.Tests;

/// <summary>The live view draws again and again, and is left without an error.</summary>
public sealed class WatchLiveTests
{
    [Fact]
    public async Task It_draws_until_it_is_stopped()
    {
        await using var output = new StringWriter();
        using var stop = new CancellationTokenSource();
        var looks = 0;
        await LiveAsync(
            output,
            async () =>
            {
                if (++looks == 3)
                {
                    await stop.CancelAsync();
                }

                return new Text($"look {looks}");
            },
            stop.Token);
        Assert.Equal(3, looks);
        Assert.Contains("look 1", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("look 3", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_goes_wrong_in_it_is_not_taken_for_its_end()
    {
        await using var output = new StringWriter();
        await Assert.ThrowsAsync<InvalidOperationException>(() => LiveAsync(
            output,
            () => throw new InvalidOperationException("no"),
            CancellationToken.None));
    }

    private static Task LiveAsync(TextWriter output, Func<Task<IRenderable>> draw, CancellationToken stop)
    {
        var around = new CliSurroundings(output, output, _ => null, TimeProvider.System, "tester", IsTerminal: true, 80);
        return new Screen(around, json: false).LiveAsync(draw, TimeSpan.FromMilliseconds(1), TimeProvider.System, stop);
    }
}
