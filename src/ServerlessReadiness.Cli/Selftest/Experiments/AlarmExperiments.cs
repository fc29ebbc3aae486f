using System.Text;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Functions.Signals;

namespace ServerlessReadiness.Cli.Selftest.Experiments;

/// <summary>Beliefs about alarms and metrics of CloudWatch.</summary>
internal static class AlarmExperiments
{
    private const int QueriesMax = 500;
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookBound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan MessageBound = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan VerdictBound = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan QuietFor = TimeSpan.FromMinutes(6);

    public static IReadOnlyList<Experiment> All { get; } =
    [
        new(
            "B1",
            "an alarm is set; SNS, EventBridge and DescribeAlarms name one instant",
            TimeSpan.FromMinutes(3),
            OneInstantAsync)
        {
            LeftOut = "direct invocation of a function",
        },
        new(
            "B2",
            "an alarm is kept in ALARM for six minutes by its metric; its topic hears of that once",
            TimeSpan.FromMinutes(8),
            OnceAsync)
        {
            LeftOut = "alarms that fire for hours",
        },
        new("B27", "500 queries in one GetMetricData are answered, 501 are refused", Soon, QueriesAsync)
        {
            LeftOut = "metrics that may not be read",
        },
        new("B70", "a chart of the sandbox's metric is drawn; it is a PNG", Soon, ChartAsync)
        {
            LeftOut = "widgets that cannot be drawn, bands, and IAM",
        },
        new(
            "B79",
            "an alarm without data is set to ALARM; its topic hears of it, and CloudWatch sets it back",
            TimeSpan.FromMinutes(7),
            SetStateAsync),
    ];

    private static async Task<Outcome> OneInstantAsync(Lab lab, CancellationToken stop)
    {
        await SetAsync(lab, stop);

        // At once: without data CloudWatch sets the alarm back at its next evaluation.
        var (looked, isSet, _) = await lab.UntilAsync(
            () => LookAsync(lab, stop), a => a.State == AlarmStateValue.Alarm, LookBound, stop);
        if (!isSet)
        {
            return Outcome.Unverified("CloudWatch had set the alarm back before it was looked at");
        }

        var heard = new List<AlarmTransition>();
        var (_, areThere, after) = await lab.UntilAsync(
            () => HearAsync(lab, heard, stop),
            h => Of(h, SignalSource.Sns) is not null && Of(h, SignalSource.EventBridge) is not null,
            MessageBound,
            stop);
        if (!areThere)
        {
            return lab.Late($"after {Lab.Seconds(after)} the queue had heard {heard.Count} of the two messages");
        }

        var sns = Of(heard, SignalSource.Sns)!.ChangedAt;
        var bridge = Of(heard, SignalSource.EventBridge)!.ChangedAt;
        var said = $"SNS {sns:O}, EventBridge {bridge:O}, DescribeAlarms {looked.ChangedAt:O}";
        // What tells transitions apart is their instant in milliseconds, so that is what must be equal.
        var isOne = sns.ToUnixTimeMilliseconds() == bridge.ToUnixTimeMilliseconds()
            && sns.ToUnixTimeMilliseconds() == looked.ChangedAt.ToUnixTimeMilliseconds();
        return Outcome.Of(isOne, said, said);
    }

    private static async Task<Outcome> OnceAsync(Lab lab, CancellationToken stop)
    {
        if (lab.IsImitation)
        {
            return Outcome.Unverified("that something is told once is not asked of an imitation that tells nothing");
        }

        await ResetAsync(lab, stop);
        var heard = new List<AlarmTransition>();
        var pressed = DateTimeOffset.MinValue;
        await lab.UntilAsync(
            async () =>
            {
                if (lab.Now - pressed >= TimeSpan.FromSeconds(20))
                {
                    await lab.Calls.PressAsync(10, stop);
                    pressed = lab.Now;
                }

                return await HearAsync(lab, heard, stop);
            },
            _ => false,
            QuietFor,
            stop);
        var times = heard.Count(t => t is { Source: SignalSource.Sns, State: AlarmStateValue.Alarm });
        var state = (await LookAsync(lab, stop)).State;
        return state != AlarmStateValue.Alarm
            ? Outcome.Unverified($"the alarm did not stay in ALARM: it is {state}")
            : times == 0 ? Outcome.Contradicted("the alarm is in ALARM and its topic heard nothing")
            : Outcome.Of(times == 1, "the topic heard of it once", $"the topic heard of it {times} times");
    }

    private static async Task<Outcome> QueriesAsync(Lab lab, CancellationToken stop)
    {
        if (await Lab.RefusalAsync(() => lab.Calls.AskMetricsAsync(QueriesMax, lab.Now, stop)) is { } refusal)
        {
            return Outcome.Contradicted($"{QueriesMax} queries were refused: {refusal}");
        }

        var more = await Lab.RefusalAsync(() => lab.Calls.AskMetricsAsync(QueriesMax + 1, lab.Now, stop));
        return Outcome.Of(
            more is not null,
            $"{QueriesMax} were answered; one more: {more}",
            $"{QueriesMax + 1} were answered as well");
    }

    private static async Task<Outcome> ChartAsync(Lab lab, CancellationToken stop)
    {
        var metric = new PlanMetric(
            "pressure",
            null,
            lab.Location.Account,
            lab.Location.Region,
            "ReadinessSandbox",
            "Pressure",
            [new AlarmDimension("Stack", lab.Names.Stack)],
            "Maximum",
            null);
        var drawn = await lab.World.Charts.DrawAsync(
            lab.Location, metric, new MetricRange(0, 1), "Pressure", lab.Now.AddHours(-1), lab.Now, stop);
        return Outcome.Of(drawn is not null, $"a PNG of {drawn?.Length} bytes", "what came is no PNG");
    }

    private static async Task<Outcome> SetStateAsync(Lab lab, CancellationToken stop)
    {
        await SetAsync(lab, stop);
        if ((await LookAsync(lab, stop)).State != AlarmStateValue.Alarm)
        {
            return Outcome.Contradicted("right after the call the alarm is not in ALARM");
        }

        var heard = new List<AlarmTransition>();
        var (_, isTold, after) = await lab.UntilAsync(
            () => HearAsync(lab, heard, stop),
            h => h.Any(t => t is { Source: SignalSource.Sns, State: AlarmStateValue.Alarm }),
            MessageBound,
            stop);
        if (!isTold)
        {
            return lab.Late($"the state was set, and the topic heard nothing for {Lab.Seconds(after)}");
        }

        var (last, isBack, later) = await lab.UntilAsync(
            () => LookAsync(lab, stop), a => a.State == AlarmStateValue.Ok, VerdictBound, stop);
        return isBack
            ? Outcome.Seen($"told after {Lab.Seconds(after)}; set back after another {Lab.Seconds(later)}")
            : lab.Late($"{Lab.Seconds(later)} later the alarm was still {last.State}");
    }

    /// <summary>Sets the alarm to ALARM, from OK, with an empty queue.</summary>
    private static async Task SetAsync(Lab lab, CancellationToken stop)
    {
        await ResetAsync(lab, stop);
        await lab.AlarmMaker.SetStateAsync(lab.Alarm, AlarmStateValue.Alarm, "readiness selftest", stop);
    }

    private static async Task ResetAsync(Lab lab, CancellationToken stop)
    {
        lab.PutsBack(
            $"alarm {lab.Names.Alarm}",
            token => lab.AlarmMaker.SetStateAsync(lab.Alarm, AlarmStateValue.Ok, "readiness selftest is over", token));
        await lab.AlarmMaker.SetStateAsync(lab.Alarm, AlarmStateValue.Ok, "readiness selftest begins", stop);
        while ((await lab.Calls.TakeMessagesAsync(stop)).Count > 0)
        {
            // Of an experiment before this one.
        }
    }

    private static async Task<IReadOnlyList<AlarmTransition>> HearAsync(
        Lab lab,
        List<AlarmTransition> heard,
        CancellationToken stop)
    {
        foreach (var message in await lab.Calls.TakeMessagesAsync(stop))
        {
            heard.AddRange(SignalReader.Read(Encoding.UTF8.GetBytes(message), lab.Location.Region)
                .OfType<Signal.AlarmChanged>()
                .Select(s => s.Transition)
                .Where(t => t.Alarm.Name == lab.Names.Alarm));
        }

        return heard;
    }

    private static AlarmTransition? Of(IReadOnlyList<AlarmTransition> heard, SignalSource source) =>
        heard.FirstOrDefault(t => t.Source == source && t.State == AlarmStateValue.Alarm);

    private static async Task<AlarmTransition> LookAsync(Lab lab, CancellationToken stop) =>
        (await lab.World.Alarms.ReadAsync(lab.Location, [lab.Names.Alarm], stop)).Single();
}
