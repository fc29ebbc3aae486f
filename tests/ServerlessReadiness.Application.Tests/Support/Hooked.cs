using ServerlessReadiness.Application.Lifecycle;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Support;

/// <summary>The sample event whose group has a launch hook and a termination hook, and messages about them.</summary>
internal sealed class Hooked
{
    public const string Launch = "launch-ready";
    public const string Terminate = "before-terminate";
    public const string Targets =
        "arn:aws:elasticloadbalancing:ap-northeast-2:123456789012:targetgroup/web/0123456789abcdef";

    public static readonly SettingValue Pool = new("pool", "web");

    public Hooked(
        CompiledPlan? plan = null,
        AutomationMode mode = AutomationMode.Act,
        TimeSpan? timeout = null)
    {
        Scenario = new Scenario(plan ?? Plan, mode);
        var time = timeout ?? TimeSpan.FromMinutes(20);
        Group.Hooks =
        [
            new HookTerms(Launch, true, time, AbandonsByDefault: true, null, null),
            new HookTerms(Terminate, false, time, AbandonsByDefault: true, null, null),
        ];
        Group.OnWait = w => Messages.Add(NoticeOf(w));
        for (var i = 0; i < 8; i++)
        {
            World.Attachments.AddInterface($"eni-{i:x8}", Pool);
        }
    }

    public static CompiledPlan Plan { get; } = Sample.Plan with
    {
        Hooks =
        [
            new HookPlan(
                Sample.Front,
                Launch,
                Launching: true,
                [
                    Step("attach", new StepAction.InterfaceAttach(Pool, null)),
                    Step("tag", new StepAction.InstanceTag([new("event", "sale")])),
                    Step("healthy", new StepAction.TargetsHealthy([Targets])),
                ],
                AbandonOnFailure: true,
                TimeSpan.FromHours(2)),
            new HookPlan(
                Sample.Front,
                Terminate,
                Launching: false,
                [
                    Step("deregister", new StepAction.TargetsDeregister([Targets])),
                    Step("logs", new StepAction.CommandRun(
                        "AWS-RunShellScript", null, [new("commands", "ship-logs {instance}")])),
                    Step("detach", new StepAction.InterfaceDetach(Pool)),
                ],
                AbandonOnFailure: false,
                TimeSpan.FromHours(1)),
        ],
    };

    public Scenario Scenario { get; }

    public List<LifecycleNotice> Messages { get; } = [];

    public FakeWorld World => Scenario.World;

    public FakeGroup Group => Scenario.Web;

    public IReadOnlyList<Issue> Issues => [.. Scenario.Play(() => Scenario.Store.ListAsync(
        StateKeys.EventPk(Sample.Event),
        StateKeys.IssuePrefix,
        StateJson.Default.Issue,
        CancellationToken.None)).Select(i => i.Value)];

    public IReadOnlyList<Run> HookRuns =>
        [.. Scenario.AllRuns().Where(r => r.Trigger is RunTrigger.ByHook).OrderBy(r => r.CreatedAt)];

    public IEnumerable<Change> Changes => World.Effects.Where(e => e is not Change.Publish and not Change.BeatHook);

    public static RunbookStep Step(string name, StepAction action, TimeSpan? timeout = null) =>
        new(name, action, timeout ?? TimeSpan.FromHours(3));

    public static LifecycleNotice NoticeOf(FakeWait wait) => new(
        wait.Hook.Launching ? LifecycleKind.Launching : LifecycleKind.Terminating,
        "web",
        wait.Since,
        wait.Instance,
        wait.Hook.Name,
        wait.Token,
        wait.Hook.Metadata,
        wait.Hook.Launching ? "EC2" : "AutoScalingGroup",
        wait.Hook.Launching ? "AutoScalingGroup" : "EC2",
        null,
        null,
        null,
        Sample.Account,
        "request",
        SignalSource.Sns);

    public static LifecycleNotice Fleet(LifecycleKind kind, DateTimeOffset at, string? description = null) => new(
        kind, "web", at, null, null, null, null, null, null, null, description, null, Sample.Account, "r", SignalSource.Sns);

    /// <summary>One more instance is wanted; it boots and waits.</summary>
    public LifecycleNotice LaunchOne(int by = 1)
    {
        Group.Perform(new Change.SetGroupBounds("web", Group.Bounds, new Bounds(Group.Bounds.Minimum, 400 + by)), Scenario.Now);
        Group.Perform(new Change.SetGroupDesired("web", Group.Desired, Group.Desired + by), Scenario.Now);
        World.Group("web");
        Scenario.Time.Advance(TimeSpan.FromMinutes(3));
        World.Group("web");
        return Messages[^1];
    }

    public LifecycleNotice TerminateOne()
    {
        Group.Perform(new Change.TerminateMember(Sample.Bad, LowerDesired: true), Scenario.Now);
        World.Group("web");
        Scenario.Time.Advance(TimeSpan.FromSeconds(15));
        World.Group("web");
        return Messages[^1];
    }

    /// <summary>Delivers a notice to a process of its own; null when it died over it.</summary>
    public LifecycleOutcome? Deliver(LifecycleNotice notice, ICrash? crash = null)
    {
        var host = Scenario.NewHost(crash);
        return Scenario.Time.Play(
            () => host.Hooks.HandleAsync(notice, Scenario.Now + TimeSpan.FromMinutes(3), CancellationToken.None),
            TimeSpan.FromHours(3),
            () => crash?.HasCrashed == true);
    }

    public void Beats(int minutes) => Scenario.Beats(TimeSpan.FromMinutes(minutes));

    public string StateOf(LifecycleNotice notice) =>
        World.Group("web").Find(notice.Instance!.Value) is { IsMember: true } member ? member.LifecycleState : "gone";
}
