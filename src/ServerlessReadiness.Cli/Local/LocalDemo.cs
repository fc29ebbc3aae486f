using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Simulation;

namespace ServerlessReadiness.Cli.Local;

/// <summary>
/// Signals answered by the real functions in the simulated account, without AWS and without waiting: the plan is put in
/// force around the signals' own time, and the clock jumps over every wait.
/// </summary>
internal sealed class LocalDemo
{
    /// <summary>From an alarm's change until its message arrives.</summary>
    private static readonly TimeSpan DeliveryTime = TimeSpan.FromSeconds(2);

    /// <summary>How long a plan that had to be moved is live already when the first signal comes.</summary>
    private static readonly TimeSpan IntoLive = TimeSpan.FromHours(1);

    private static readonly InstanceId ImpairedByDefault = InstanceId.Parse("i-0abc1234def567890");

    private readonly SignalPlay _play;
    private readonly InProcessFunctions _functions;

    private LocalDemo(SignalPlay play) => (_play, _functions) = (play, new InProcessFunctions(play.Host));

    /// <summary>The region in which the functions of a plan's simulated account run.</summary>
    public static string RegionOf(CompiledPlan plan) =>
        plan.Components is [var first, ..] ? first.Resource.Region : "us-east-1";

    /// <exception cref="CliException">The plan cannot be put in force.</exception>
    public static LocalDemo Start(CompiledPlan plan, AutomationMode mode, IReadOnlyList<SignalFile> files)
    {
        var at = files.Select(f => f.At ?? f.DeliveredAt).Min() ?? plan.Schedule.Live + TimeSpan.FromHours(1);
        var live = Around(plan, at);
        var named = ImpairedIn(live, files).Concat(AnnouncedIn(live, files)).Distinct().ToList();
        IEnumerable<(string Group, InstanceId Instance)> members =
            named.Count == 0 && FirstGroupOf(live) is { } first ? [(first, ImpairedByDefault)] : named;
        var play = new SignalPlay(live, at, RegionOf(live), members.ToLookup(m => m.Group, m => m.Instance));
        if (play.Apply(mode, "readiness send --local") is not PlanApplied.Applied)
        {
            throw CliException.BadInput("the plan cannot be put in force", "check it with readiness plan validate");
        }

        // What a signal names is impaired once it says so. Where none names a member, and of what is in no group, a
        // repair must find something to do all the same.
        var alone = live.Components.Select(c => c.Resource).OfType<Resource.StandaloneInstances>();
        foreach (var instance in alone.SelectMany(r => r.Ids).Concat(named.Count > 0 ? [] : [ImpairedByDefault]))
        {
            play.Impair(instance);
        }

        return new LocalDemo(play);
    }

    /// <summary>Delivers a signal, and lets Clock beat each minute until the runs that it led to are over.</summary>
    public SignalReport Send(SignalFile file, CancellationToken cancellationToken)
    {
        var now = _play.Now;
        _play.WaitUntil(file.DeliveredAt ?? ((file.At > now ? file.At.Value : now) + DeliveryTime));
        foreach (var transition in file.Transitions)
        {
            _play.Hear(transition);
        }

        foreach (var notice in file.Hooks.Where(n => n.Token is not null))
        {
            _play.Hold(notice.Instance!.Value, notice.Hook!, notice.Token!);
        }

        var since = _play.Now;
        var report = _play.Run(() => _functions.InvokeAsync(file, cancellationToken));
        _play.BeatUntilOver(cancellationToken);
        return _play.Run(() => _functions.RefreshAsync(report, since, cancellationToken));
    }

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

    /// <summary>The instances that alarms speak of, by the group that is meant. They are impaired once one fires.</summary>
    private static IEnumerable<(string Group, InstanceId Instance)> ImpairedIn(
        CompiledPlan plan,
        IReadOnlyList<SignalFile> files) => files
        .SelectMany(f => f.Transitions)
        .Select(t => (Group: GroupOf(plan, t), Instance: t.Dimension("InstanceId")))
        .Where(n => n.Group is not null && InstanceId.TryParse(n.Instance, out _))
        .Select(n => (Group: n.Group!, Instance: InstanceId.Parse(n.Instance!)));

    /// <summary>
    /// The instances that notices speak of. What EC2 announces names no group; such an instance is put into the first.
    /// </summary>
    private static IEnumerable<(string Group, InstanceId Instance)> AnnouncedIn(
        CompiledPlan plan,
        IReadOnlyList<SignalFile> files)
    {
        var hooks = files.SelectMany(f => f.Hooks).Select(n => (n.Group, Instance: n.Instance!.Value));
        var notices = files.SelectMany(f => f.Signals).OfType<Signal.InstanceAnnounced>().Select(s => s.Notice.Instance);
        return FirstGroupOf(plan) is { } group ? hooks.Concat(notices.Select(i => (group, i))) : hooks;
    }

    private static string? FirstGroupOf(CompiledPlan plan) =>
        plan.Components.Select(c => c.Resource).OfType<Resource.AutoScalingGroup>().FirstOrDefault()?.Name;

    private static string? GroupOf(CompiledPlan plan, AlarmTransition transition) =>
        (ResponseMatcher.Match(plan, transition).Component?.Resource as Resource.AutoScalingGroup)?.Name;
}
