using System.Text;
using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Signals.Tests;

public sealed class DedupeKeyTests
{
    private static readonly AlarmTransition Fired = Samples.Alarm("sns-metric-alarm");

    [Fact]
    public void The_key_is_stable_because_it_is_stored() =>
        Assert.Equal(
            "Alarm/1795737791897/-/arn:aws:cloudwatch:ap-northeast-2:123456789012:alarm:web-5xx", Fired.DedupeKey);

    [Fact]
    public void What_does_not_name_the_transition_does_not_change_the_key() =>
        Assert.Equal(
            Fired.DedupeKey,
            (Fired with { Reason = "x", Source = SignalSource.Sweep, Metrics = [], IsSuppressed = true }).DedupeKey);

    [Fact]
    public void The_same_instant_in_another_offset_gives_the_same_key() =>
        Assert.Equal(
            Fired.DedupeKey, (Fired with { ChangedAt = Fired.ChangedAt.ToOffset(TimeSpan.FromHours(9)) }).DedupeKey);

    [Fact]
    public void Whatever_names_the_transition_changes_the_key()
    {
        var arn = Fired.Alarm.Value;
        AlarmTransition[] all =
        [
            Fired,
            Fired with { Alarm = AlarmId.Parse(arn + "-2") },
            Fired with { State = AlarmStateValue.Ok },
            Fired with { State = AlarmStateValue.InsufficientData },
            Fired with { ChangedAt = Fired.ChangedAt.AddMilliseconds(1) },
            Fired with { Contributor = "" },
            Fired with { Contributor = "-" },
            Fired with { Contributor = "a" },
            Fired with { Contributor = "a/" + arn },
            Fired with { Contributor = "a", Alarm = AlarmId.Parse(arn + "/a") },
        ];

        Assert.Equal(all.Length, all.Select(t => t.DedupeKey).Distinct().Count());
    }

    [Fact]
    public void A_long_name_keeps_the_key_short_enough_for_a_partition_key()
    {
        var one = Fired with { Alarm = AlarmId.Parse(Fired.Alarm.Value + new string('가', 1000)) };
        var other = Fired with { Alarm = AlarmId.Parse(Fired.Alarm.Value + new string('가', 999) + "나") };

        Assert.InRange(Encoding.UTF8.GetByteCount(one.DedupeKey), 64, 1024);
        Assert.NotEqual(one.DedupeKey, other.DedupeKey);
    }

    [Fact]
    public void The_key_is_no_part_of_the_stored_transition() =>
        Assert.True(typeof(AlarmTransition)
            .GetProperty(nameof(AlarmTransition.DedupeKey))!
            .IsDefined(typeof(JsonIgnoreAttribute), inherit: false));
}
