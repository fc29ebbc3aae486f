using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Core.Tests.Alarms;

public sealed class AlarmMeaningsTests
{
    private static readonly AlarmMeaning[] Starting = [AlarmMeaning.Triggers, AlarmMeaning.TriggersPerhapsOnSilence];

    private static readonly AlarmMeaning[] Encouraging =
        [.. Starting, AlarmMeaning.Clears, AlarmMeaning.Permits, AlarmMeaning.TargetHealthy];

    [Fact]
    public void Every_pair_has_a_row()
    {
        foreach (var (role, state, missing) in Pairs())
        {
            Assert.True(Enum.IsDefined(AlarmMeanings.Of(role, state, missing)));
        }
    }

    [Fact]
    public void INSUFFICIENT_DATA_never_triggers_clears_or_permits_anything() =>
        Assert.All(
            Pairs().Where(p => p.State == AlarmStateValue.InsufficientData),
            p => Assert.DoesNotContain(AlarmMeanings.Of(p.Role, p.State, p.Missing), Encouraging));

    [Fact]
    public void Only_a_trigger_in_ALARM_starts_anything() =>
        Assert.All(
            Pairs(),
            p => Assert.Equal(
                p is { Role: AlarmRole.Trigger, State: AlarmStateValue.Alarm },
                Starting.Contains(AlarmMeanings.Of(p.Role, p.State, p.Missing))));

    [Fact]
    public void Silence_that_counts_as_breaching_is_told_apart() =>
        Assert.All(
            Pairs().Where(p => p is { Role: AlarmRole.Trigger, State: AlarmStateValue.Alarm }),
            p => Assert.Equal(
                p.Missing == MissingData.Breaching ? AlarmMeaning.TriggersPerhapsOnSilence : AlarmMeaning.Triggers,
                AlarmMeanings.Of(p.Role, p.State, p.Missing)));

    [Fact]
    public void A_stop_condition_permits_only_when_it_is_OK() =>
        Assert.All(
            Pairs().Where(p => p.Role == AlarmRole.StopCondition),
            p => Assert.Equal(
                p.State == AlarmStateValue.Ok ? AlarmMeaning.Permits : AlarmMeaning.Stops,
                AlarmMeanings.Of(p.Role, p.State, p.Missing)));

    [Fact]
    public void An_OK_that_silence_can_produce_does_not_prove_a_target_healthy() =>
        Assert.All(
            Pairs().Where(p => p.Role == AlarmRole.TargetHealth),
            p => Assert.Equal(
                p.State == AlarmStateValue.Ok && p.Missing is MissingData.Missing or MissingData.Breaching
                    && p.State == AlarmStateValue.Ok,
                AlarmMeanings.Of(p.Role, p.State, p.Missing) == AlarmMeaning.TargetHealthy));

    private static IEnumerable<(AlarmRole Role, AlarmStateValue State, MissingData Missing)> Pairs() =>
        from role in Enum.GetValues<AlarmRole>()
        from state in Enum.GetValues<AlarmStateValue>()
        from missing in Enum.GetValues<MissingData>()
        select (role, state, missing);
}
