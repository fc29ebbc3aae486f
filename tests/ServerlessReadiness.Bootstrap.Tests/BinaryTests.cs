using System.Text;
using System.Text.RegularExpressions;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>What Lambda's bare image asks of the binary itself.</summary>
public sealed partial class BinaryTests(SystemFixture system)
{
    /// <summary>
    /// It had 24 MiB before Reporter, whose mail and documents take nearly three. With Reviewer, which asks six services
    /// that nothing else does, it has 30; with the war-room page, its document and its count of dead letters 31. More wants
    /// a reason.
    /// </summary>
    private const long SizeMax = 32L * 1024 * 1024;

    /// <summary>The C library of provided.al2023.</summary>
    private static readonly Version LibraryMax = new(2, 34);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public void It_is_small_enough_to_start_fast()
    {
        Assert.InRange(new FileInfo(NativeBinary.Require()).Length, 1, SizeMax);
    }

    [Fact]
    public async Task It_needs_no_newer_C_library_than_the_image_has()
    {
        // The names of the versions that a binary needs stand in its string table as plain text.
        var bytes = await File.ReadAllBytesAsync(NativeBinary.Require(), TestContext.Current.CancellationToken);
        var versions = LibraryVersion().Matches(Encoding.Latin1.GetString(bytes))
            .Select(m => Version.Parse(m.Groups["version"].Value))
            .ToHashSet();

        Assert.NotEmpty(versions);
        Assert.True(versions.Max() <= LibraryMax, $"It needs GLIBC_{versions.Max()}; link it where 2.34 or older is.");
    }

    [Theory]
    [InlineData("AlarmResponder")]
    [InlineData("Clock")]
    [InlineData("Executor")]
    public async Task SIGTERM_ends_it_with_zero(string handler)
    {
        await using var stage = await system.StageAsync(new() { WithTable = false, WithGroup = false });
        await using var function = await stage.StartAsync(handler);
        await function.Runtime.FirstPoll.WaitAsync(Soon, TestContext.Current.CancellationToken);

        await function.Process.TerminateAsync();

        Assert.Equal(0, await function.Process.WaitForExitAsync(Soon));
        Assert.Equal("", function.Process.Errors);
    }

    [GeneratedRegex(@"GLIBC_(?<version>\d+\.\d+)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex LibraryVersion();
}
