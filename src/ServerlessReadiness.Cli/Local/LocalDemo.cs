using Microsoft.Extensions.Logging.Abstractions;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Local;

/// <summary>
/// Signals answered by the real functions in a local world, without AWS and without waiting: the plan is put in force
/// around the signals' own time, and the clock jumps over every wait.
/// </summary>
internal sealed class LocalDemo
{
    /// <summary>From an alarm's change until its message arrives.</summary>
    private static readonly TimeSpan DeliveryTime = TimeSpan.FromSeconds(2);

    /// <summary>How long a plan that had to be moved is live already when the first signal comes.</summary>
    private static readonly TimeSpan IntoLive = TimeSpan.FromHours(1);

    private static readonly TimeSpan BeatEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BeatTimeLimit = TimeSpan.FromSeconds(50);

    /// <summary>Beats of Clock after a signal; every run of a plan ends long before.</summary>
    private const int BeatsMax = 120;

    private static readonly InstanceId ImpairedByDefault = InstanceId.Parse("i-0abc1234def567890");

    private readonly VirtualTime _time;
    private readonly LocalWorld _world;
    private readonly Host _host;
    private readonly InProcessFunctions _functions;

    private LocalDemo(CompiledPlan plan, VirtualTime time, LocalWorld world, string region)
    {
        Plan = plan;
        (_time, _world) = (time, world);
        _host = new Host(new HostParts(
            new InMemoryStateStore(time),
            world.World,
            time,
            new SequenceChance(),
            NullLoggerFactory.Instance,
            region));
        _functions = new InProcessFunctions(_host);
    }

    public CompiledPlan Plan { get; }

    /// <summary>The region in which the functions of a plan's local world run.</summary>
    public static string RegionOf(CompiledPlan plan) =>
        plan.Components is [var first, ..] ? first.Resource.Region : "us-east-1";

    /// <exception cref="CliException">The plan cannot be put in force.</exception>
    public static LocalDemo Start(CompiledPlan plan, AutomationMode mode, IReadOnlyList<SignalFile> files)
    {
        var at = files.Select(f => f.At ?? f.DeliveredAt).Min() ?? plan.Schedule.Live + TimeSpan.FromHours(1);
        var live = Around(plan, at);
        var time = new VirtualTime(at);
        var world = new LocalWorld(live, ImpairedIn(live, files), time);
        var demo = new LocalDemo(live, time, world, RegionOf(live));
        var applied = time.Run(() =>
            demo._host.Plans.ApplyAsync(live, mode, "readiness send --local", CancellationToken.None));
        return applied is PlanApplied.Applied
            ? demo
            : throw CliException.BadInput("the plan cannot be put in force", "check it with readiness plan validate");
    }

    /// <summary>Delivers a signal, and lets Clock beat each minute until the runs that it led to are over.</summary>
    public SignalReport Send(SignalFile file, CancellationToken cancellationToken) =>
        _time.Run(() => SendAsync(file, cancellationToken));

    private async Task<SignalReport> SendAsync(SignalFile file, CancellationToken cancellationToken)
    {
        foreach (var transition in file.Transitions)
        {
            _world.Hear(transition);
        }

        var now = _time.GetUtcNow();
        _time.MoveTo(file.DeliveredAt ?? ((file.At > now ? file.At.Value : now) + DeliveryTime));
        var since = _time.GetUtcNow();
        var report = await _functions.InvokeAsync(file, cancellationToken);
        for (var beat = 0; beat < BeatsMax && await IsWorkLeftAsync(cancellationToken); beat++)
        {
            _time.MoveTo(_time.GetUtcNow() + BeatEvery);
            await _host.Clock.BeatAsync(_time.GetUtcNow() + BeatTimeLimit, cancellationToken);
        }

        return await _functions.RefreshAsync(report, since, cancellationToken);
    }

    /// <summary>A run is not over, or an alarm waits for one to let go of the component.</summary>
    private async Task<bool> IsWorkLeftAsync(CancellationToken cancellationToken) =>
        await new StatusReader(_host.Parts.Store, _host.Events).ReadAsync(Plan.Event, cancellationToken) is { } status
        && (status.Runs.Count > 0
            || status.Firing.Any(a => a.Verdict is AlarmVerdict.LeaseHeld or AlarmVerdict.CoolingDown));

    /// <summary>The plan as it is when it is live at the time, else moved to where it is.</summary>
    private static CompiledPlan Around(CompiledPlan plan, DateTimeOffset at)
    {
        var (live, length) = (plan.Schedule.Live, plan.Schedule.Cooldown - plan.Schedule.Live);
        var intoLive = length / 2 < IntoLive ? length / 2 : IntoLive;
        var moved = plan.Schedule.PhaseAt(at) == Phase.Live ? plan : PlanShift.Postpone(plan, at - intoLive - live);
        return moved with { Offsets = Around(moved.Offsets, moved.Schedule.Prewarm) };
    }

    private static Core.EquatableList<UtcOffsetChange> Around(
        Core.EquatableList<UtcOffsetChange> offsets,
        DateTimeOffset at) =>
        offsets[0].From < at ? offsets : offsets.With(0, offsets[0] with { From = at - TimeSpan.FromDays(1) });

    /// <summary>The instances that the signals speak of are the impaired ones, in the group that is meant.</summary>
    private static ILookup<string, InstanceId> ImpairedIn(CompiledPlan plan, IReadOnlyList<SignalFile> files)
    {
        var groups = plan.Components
            .Select(c => c.Resource)
            .OfType<Resource.AutoScalingGroup>()
            .Select(g => g.Name)
            .ToList();
        var named = files.SelectMany(f => f.Transitions)
            .Select(t => (Group: GroupOf(plan, t), Instance: t.Dimension("InstanceId")))
            .Where(n => n.Group is not null && InstanceId.TryParse(n.Instance, out _))
            .Select(n => (Group: n.Group!, Instance: InstanceId.Parse(n.Instance!)))
            .Distinct()
            .ToList();
        return (named.Count > 0 ? named : [.. groups.Take(1).Select(g => (g, ImpairedByDefault))])
            .ToLookup(n => n.Group, n => n.Instance);
    }

    private static string? GroupOf(CompiledPlan plan, AlarmTransition transition) =>
        (ResponseMatcher.Match(plan, transition).Component?.Resource as Resource.AutoScalingGroup)?.Name;
}
