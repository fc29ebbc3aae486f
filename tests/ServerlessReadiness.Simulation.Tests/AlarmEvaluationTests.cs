using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Simulation.Alarms;

namespace ServerlessReadiness.Simulation.Tests;

public sealed class AlarmEvaluationTests
{
    /// <summary>0 is fine, X breaches, - is missing; oldest first, three periods of which M must breach.</summary>
    [Theory]
    [InlineData("000", 3, "OK", "OK")]
    [InlineData("0XX", 3, "OK", "OK")]
    [InlineData("XXX", 3, "OK", "ALARM")]
    [InlineData("X0X", 2, "OK", "ALARM")]
    [InlineData("X00", 2, "ALARM", "OK")]
    [InlineData("0XX", 2, "OK", "ALARM")]
    [InlineData("---", 2, "ALARM", "INSUFFICIENT_DATA")]
    [InlineData("---", 1, "OK", "INSUFFICIENT_DATA")]
    [InlineData("X--", 3, "OK", "ALARM")]
    [InlineData("-X-", 2, "OK", "ALARM")]
    [InlineData("--X", 2, "OK", "OK")]
    [InlineData("--X", 3, "OK", "OK")]
    [InlineData("--X", 3, "ALARM", "ALARM")]
    [InlineData("--0", 3, "ALARM", "OK")]
    [InlineData("XX0", 3, "ALARM", "OK")]
    [InlineData("--X", 1, "OK", "ALARM")]
    public void An_alarm_of_three_periods(string values, int datapoints, string present, string expected)
    {
        var points = values.Select(v => v switch { 'X' => 90, '0' => 50, _ => (int?)null }).ToArray();
        Assert.Equal(State(expected), AlarmEvaluation.Of(points, datapoints, 80, State(present)));
    }

    [Fact]
    public void A_value_at_the_threshold_does_not_breach() =>
        Assert.Equal(AlarmStateValue.Ok, AlarmEvaluation.Of([80], 1, 80, AlarmStateValue.Ok));

    private static AlarmStateValue State(string spelled) => spelled switch
    {
        "ALARM" => AlarmStateValue.Alarm,
        "OK" => AlarmStateValue.Ok,
        _ => AlarmStateValue.InsufficientData,
    };
}
