using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>The runbooks that whoever acts may name without writing them; a plan's own of the same name wins.</summary>
public static partial class BuiltInRunbooks
{
    public static readonly RunbookName HealInstanceName = RunbookName.Parse("heal-instance");
    public static readonly RunbookName ReplaceInstanceName = RunbookName.Parse("replace-instance");
    public static readonly RunbookName ScaleOutName = RunbookName.Parse("scale-out");
    public static readonly RunbookName SetFloorName = RunbookName.Parse("set-floor");

    /// <summary>The one parameter of <see cref="SetFloorName"/>.</summary>
    public const string FloorParameter = "floor";

    public static readonly RunbookName MaintenancePageName = RunbookName.Parse("maintenance-page");
    public static readonly RunbookName ShiftRegionName = RunbookName.Parse("shift-region");
    public static readonly RunbookName ShiftBackName = RunbookName.Parse("shift-back");
    public static readonly RunbookName BlueGreenBackName = RunbookName.Parse("blue-green-back");

    /// <summary>All that may be named by whoever starts one.</summary>
    public static EquatableList<RunbookName> Names { get; } =
    [
        HealInstanceName,
        ReplaceInstanceName,
        ScaleOutName,
        SetFloorName,
        MaintenancePageName,
        ShiftRegionName,
        ShiftBackName,
        BlueGreenBackName,
        PrewarmName,
        ReturnName,
        LadderRunbooks.ShedName,
        LadderRunbooks.UnshedName,
    ];

    private const int ScaleOutPercent = 50;
    private const int ScaleOutPercentMax = 1000;
    private const int ShiftPercent = 25;
    private static readonly TimeSpan RepairTimeout = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan StepTimeout = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ShiftTimeout = TimeSpan.FromHours(3);
    private static readonly TimeSpan ShiftSoak = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan QuickSoak = TimeSpan.FromMinutes(1);

    private static readonly FixedPage Page = new(
        503,
        "text/html",
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" "
            + "content=\"width=device-width\"><title>Back soon</title><h1>Back soon</h1><p>We are very busy at the "
            + "moment. Please try again in a few minutes.</p></html>");

    /// <summary>A runbook by its name: the plan's own, or the built-in one that fits the component; null for none.
    /// </summary>
    public static Runbook? Resolve(CompiledPlan plan, RunbookName name, Component component)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.FindRunbook(name) ?? Find(plan, name, component);
    }

    /// <summary>The built-in runbook of the name, made for the component; null when there is none that fits it.</summary>
    public static Runbook? Find(CompiledPlan plan, RunbookName name, Component component)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(component);
        return name.Value switch
        {
            _ when name == PrewarmName => PrewarmOf(plan, component),
            _ when name == ReturnName => IsScaled(component) || ReturnRunbook.IsTraffic(component.Resource)
                ? ReturnRunbook.Of(component, null, plan.ReturnToNormal, null)
                : null,

            // Of a ladder the level decides; these are its first climb and the way down from there.
            _ when LadderRunbooks.IsLadders(name) => plan.FindLadder(component.Name) is not { } ladder ? null
                : name == LadderRunbooks.ShedName ? LadderRunbooks.Climb(ladder, 1)
                : LadderRunbooks.Down(ladder, 1, 0),
            _ when name == HealInstanceName => HealInstance(component),
            _ when name == ReplaceInstanceName => ReplaceInstance(component),
            _ when name == ScaleOutName => ScaleOut(component),
            _ when name == SetFloorName => SetFloor(component),
            _ when name == MaintenancePageName => MaintenancePage(plan, component),
            _ when name == ShiftRegionName => ShiftRegion(component),
            _ when name == ShiftBackName => ShiftBack(component),
            _ when name == BlueGreenBackName => BlueGreenBack(component),
            _ => null,
        };
    }

    /// <summary>
    /// Whether an alarm alone may not start it: a region or a colour is left on two signals or a person's word.
    /// </summary>
    public static bool NeedsPerson(RunbookName name) => name == ShiftRegionName || name == BlueGreenBackName;

    private static bool IsScaled(Component component) =>
        component.Resource is Resource.AutoScalingGroup or Resource.ScalableTarget or Resource.Setting;

    private static Runbook? PrewarmOf(CompiledPlan plan, Component component)
    {
        var goals = plan.Stages.SelectMany(s => s.Goals).Where(g => g.Component == component.Name);
        var floor = goals.Select(g => g.Floor).Append(component.Floor).Max();
        return IsScaled(component) ? Prewarm(component, floor) : null;
    }

    /// <summary>Repairs in place first, since that keeps the instance; a substitute is launched if that fails.</summary>
    private static Runbook? HealInstance(Component component)
    {
        var recover = new RunbookStep("recover", new StepAction.InstanceRecover(), RepairTimeout, OnFailure.Continue);
        var replace = new RunbookStep("replace", new StepAction.InstanceReplace(), RepairTimeout)
        {
            InsteadOf = recover.Name,
        };
        EquatableList<RunbookStep> steps = component.Resource switch
        {
            Resource.AutoScalingGroup => [recover, replace],
            Resource.StandaloneInstances => [recover with { OnFailure = OnFailure.Stop }],
            _ => [],
        };
        return steps.Count == 0
            ? null
            : new Runbook(HealInstanceName, steps)
            {
                Parameters = [new(RunbookParameter.InstanceName, ParameterType.Text, null, [], null, null)],
            };
    }

    /// <summary>For an instance that is about to be taken away, so that repairing it is of no use.</summary>
    private static Runbook? ReplaceInstance(Component component) => component.Resource is not Resource.AutoScalingGroup
        ? null
        : new Runbook(
            ReplaceInstanceName,
            [new RunbookStep("replace", new StepAction.InstanceReplace(), RepairTimeout)])
        {
            Parameters = [new(RunbookParameter.InstanceName, ParameterType.Text, null, [], null, null)],
        };

    private static Runbook? ScaleOut(Component component) =>
        component.Resource is not (Resource.AutoScalingGroup or Resource.ScalableTarget)
            ? null
            : new Runbook(
                ScaleOutName,
                [
                    new RunbookStep("raise", new StepAction.CapacityRaise(ByPercent: ScaleOutPercent), StepTimeout)
                    {
                        Bindings = [new("byPercent", "byPercent")],
                    },
                ])
            {
                Parameters = [Percent("byPercent", ScaleOutPercent, ScaleOutPercentMax)],
            };

    private static Runbook? SetFloor(Component component) =>
        component.Resource is not (Resource.AutoScalingGroup or Resource.ScalableTarget)
            ? null
            : new Runbook(
                SetFloorName,
                [
                    new RunbookStep("floor", new StepAction.CapacityFloor(1), StepTimeout)
                    {
                        Bindings = [new(FloorParameter, FloorParameter)],
                    },
                ])
            {
                Parameters = [new(FloorParameter, ParameterType.Whole, null, [], 1, component.Ceiling)],
            };

    /// <summary>
    /// On the component itself where it can answer with a page, otherwise on the plan's one listener; a plan with
    /// several must say which.
    /// </summary>
    private static Runbook? MaintenancePage(CompiledPlan plan, Component component)
    {
        var listeners = plan.Components.Where(c => c.Resource is Resource.Listener).ToList();
        var at = component.Resource is Resource.Listener || component.Endpoints.Any(e => e.IsStaticPage) ? component
            : listeners is [var only] ? only
            : null;
        return at is null
            ? null
            : new Runbook(
                MaintenancePageName,
                [
                    new RunbookStep(
                        "page",
                        new StepAction.MaintenanceOn(at.Resource is Resource.Listener ? Page : null, [], [], null),
                        StepTimeout,
                        OnFailure.Undo)
                    {
                        On = at.Name == component.Name ? null : at.Name,
                    },
                ]);
    }

    private static Runbook? ShiftRegion(Component component) => component.Resource switch
    {
        Resource.DnsRecords { Policy: DnsPolicy.Failover } => One(
            ShiftRegionName, "failover", new StepAction.DnsFailover(), StepTimeout),
        Resource.DnsRecords { Policy: DnsPolicy.Latency } when Places(component) is { Count: > 1 } places => new Runbook(
            ShiftRegionName,
            [
                new RunbookStep("failover", new StepAction.DnsFailover(places[0]), StepTimeout)
                {
                    Bindings = [new("endpoint", "from")],
                },
            ])
        {
            Parameters = [new("from", ParameterType.Text, null, places, null, null)],
        },
        Resource.DnsRecords when Places(component) is { Count: > 1 } places => Shift(
            ShiftRegionName,
            new RunbookParameter("to", ParameterType.Text, null, places, null, null),
            ShiftPercent,
            ShiftSoak),
        _ => null,
    };

    private static Runbook? ShiftBack(Component component) => component.Resource switch
    {
        Resource.DnsRecords { Policy: DnsPolicy.Failover or DnsPolicy.Latency } => One(
            ShiftBackName, "failback", new StepAction.DnsFailback(), StepTimeout),
        Resource.DnsRecords => new Runbook(
            ShiftBackName,
            [
                new RunbookStep("restore", new StepAction.DnsRestore(ShiftPercent, ShiftSoak), ShiftTimeout)
                {
                    Bindings = [new("stepPercent", "stepPercent"), new("soak", "soak")],
                },
            ])
        {
            Parameters = [Percent("stepPercent", ShiftPercent, 100), Soak(ShiftSoak)],
        },
        _ => null,
    };

    /// <summary>Back to the colour before: the first endpoint of the component, unless another is named. At once, since
    /// that colour carried everything a moment ago.</summary>
    private static Runbook? BlueGreenBack(Component component) =>
        component.Resource is Resource.DnsRecords { Policy: DnsPolicy.Weighted }
        && Places(component) is { Count: > 1 } places
            ? Shift(
                BlueGreenBackName,
                new RunbookParameter("to", ParameterType.Text, places[0], places, null, null),
                100,
                QuickSoak)
            : null;

    /// <summary>What the shift did is taken back when it fails: half a move is a state that nobody planned for.</summary>
    private static Runbook Shift(RunbookName name, RunbookParameter to, int stepPercent, TimeSpan soak)
    {
        var shares = EquatableList.From([new EndpointShare(to.Default ?? to.Allowed[0], 100)]);
        return new Runbook(
            name,
            [
                new RunbookStep(
                    "shift",
                    new StepAction.DnsShift(shares, stepPercent, soak, []),
                    ShiftTimeout,
                    OnFailure.Undo)
                {
                    Bindings = [new("to", "to"), new("stepPercent", "stepPercent"), new("soak", "soak")],
                },
            ])
        {
            Parameters = [to, Percent("stepPercent", stepPercent, 100), Soak(soak)],
        };
    }

    private static EquatableList<string> Places(Component component) =>
        EquatableList.From(component.Endpoints.Where(e => !e.IsStaticPage).Select(e => e.SetIdentifier));

    private static RunbookParameter Percent(string name, int value, int maximum) =>
        new(name, ParameterType.Percent, $"{value}%", [], 1, maximum);

    private static RunbookParameter Soak(TimeSpan value) =>
        new("soak", ParameterType.Duration, $"{value.TotalSeconds:0}s", [], null, null);
}
