using ServerlessReadiness.Cli.Rehearsal;
using ServerlessReadiness.Simulation;

namespace ServerlessReadiness.Cli.Tests.Rehearsal;

public sealed class WhatIfTextTests
{
    [Theory]
    [InlineData(null, "1", "1", "1", "")]
    [InlineData("peak=2x", "2", "1", "1", "peak=2x")]
    [InlineData("peak=2", "2", "1", "1", "peak=2x")]
    [InlineData("boot=3x, capacity=0.8x", "1", "3", "0.8", "boot=3x,capacity=0.8x")]
    [InlineData(" peak = 1.25x ", "1.25", "1", "1", "peak=1.25x")]
    public void A_factor_is_given_by_name(string? text, string peak, string boot, string capacity, string shown)
    {
        var whatIf = WhatIfText.Parse(text);
        Assert.Equal(new WhatIf(decimal.Parse(peak), decimal.Parse(boot), decimal.Parse(capacity)), whatIf);
        Assert.Equal(shown, WhatIfText.Show(whatIf));
    }

    [Theory]
    [InlineData("peek=2x", "\"peek\"", "did you mean \"peak\"")]
    [InlineData("latency=2x", "\"latency\"", "use one of peak, boot, capacity")]
    [InlineData("peak", "\"peak\" is no name with a factor", "peak=2x")]
    [InlineData("", "\"\" is no name with a factor", "peak=2x")]
    [InlineData("peak=2x,", "\"\" is no name with a factor", "peak=2x")]
    [InlineData("peak=twice", "\"twice\" is no factor", "peak=2x")]
    [InlineData("peak=0x", "\"0x\" is no factor", "peak=2x")]
    [InlineData("peak=-1x", "\"-1x\" is no factor", "peak=2x")]
    [InlineData("peak=1000x", "\"1000x\" is no factor above 0 and at most 100", "peak=2x")]
    [InlineData("peak=2x,peak=3x", "gives \"peak\" twice", "once")]
    public void A_slip_is_named_with_what_was_probably_meant(string text, string cause, string next)
    {
        var error = Assert.Throws<CliException>(() => WhatIfText.Parse(text));
        Assert.Equal(ExitCodes.BadInput, error.ExitCode);
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
        Assert.Contains(next, error.Next, StringComparison.Ordinal);
    }
}
