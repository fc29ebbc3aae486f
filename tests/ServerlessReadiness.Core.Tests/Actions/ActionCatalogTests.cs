using System.Reflection;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

public sealed class ActionCatalogTests
{
    private static readonly StepAction Notify = new StepAction.Notify("s", "t");
    private static readonly StepAction Raise = new StepAction.CapacityRaise(By: 1);
    private static readonly StepAction Replace = new StepAction.InstanceReplace();

    [Fact]
    public void Every_action_of_a_plan_has_exactly_one_set_of_rules_with_a_name_of_its_own()
    {
        var kinds = typeof(StepAction).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(StepAction))).ToList();
        Assert.Equal(kinds.Count, ActionCatalog.All.Count);
        Assert.Equal(kinds.Count, ActionCatalog.All.Select(r => r.Name).Distinct().Count());
        foreach (var kind in kinds)
        {
            var arguments = kind.GetConstructors(BindingFlags.Instance | BindingFlags.Public)[0].GetParameters()
                .Select(p => p.ParameterType == typeof(string) ? "x" : (object?)null).ToArray();
            var action = (StepAction)Activator.CreateInstance(kind, arguments)!;
            Assert.Single(ActionCatalog.All, r => r.Handles(action));
            Assert.Equal(kind.Name + "Rules", ActionCatalog.For(action).GetType().Name);
        }
    }

    [Fact]
    public void The_rules_hold_nothing_that_could_change()
    {
        var fields = ActionCatalog.All
            .SelectMany(r => r.GetType().GetFields(
                BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Where(f => f is { IsInitOnly: false, IsLiteral: false });
        Assert.Empty(fields);
    }

    [Fact]
    public void A_runbook_counts_as_its_strongest_step()
    {
        Assert.Equal(ActionClass.None, Class());
        Assert.Equal(ActionClass.None, Class(Notify));
        Assert.Equal(ActionClass.CapacityUp, Class(Notify, Raise));
        Assert.Equal(ActionClass.Replace, Class(Replace, Raise, Notify));
        Assert.Equal(ActionClass.Replace, Class(Raise, Replace));
    }

    [Fact]
    public void What_suits_a_resource_is_not_refused_for_its_kind()
    {
        Resource[] resources =
        [
            Make.WebGroup,
            Make.Tasks,
            new Resource.StandaloneInstances("123456789012", "ap-northeast-2", [Make.Id(2)]),
            new Resource.Setting("123456789012", "ap-northeast-2", SettingService.EbsVolume, "vol-0a"),
        ];
        StepAction[] actions =
        [
            Notify, Raise, Replace, new StepAction.InstanceReboot(), new StepAction.InstanceRecover(),
            new StepAction.InstanceQuarantine(), new StepAction.HealthMark(), new StepAction.CapacityFloor(6),
            new StepAction.CapacityRestore(10, TimeSpan.FromMinutes(5)),
            new StepAction.CapacityArm([new ArmedFloor("readiness-1", Make.T0.AddHours(1), 8, null)]),
            new StepAction.SettingApply(), new StepAction.SettingRestore(),
        ];
        foreach (var (resource, action) in resources.SelectMany(r => actions.Select(a => (r, a))))
        {
            var player = new Player(
                action,
                Make.Component(ceiling: 20, resource: resource) with { Settings = [new("iops", "6000")] },
                GroupWorld.Of(Make.Group(6, 2, 12) with { HasScalingPolicies = true, Armed = [] }, Make.T0),
                Make.Id(2))
            {
                Target = new(new(4, 8), false, null),
                Setting = new([new("iops", "3000")], null, true),
            };
            Assert.True(
                ActionCatalog.Suits(action, resource) == player.Ask() is not ActionMove.Refuse,
                $"{action} on {resource.Label}");
        }
    }

    /// <summary>Which of the kinds that shed load each action is for, and no other.</summary>
    public static TheoryData<string, string> Shedding { get; } = new()
    {
        { "maintenance.on", "listener dns" }, { "maintenance.off", "listener dns" },
        { "feature.reduce", "parameters" }, { "feature.restore", "parameters" }, { "parameter.set", "parameters" },
        { "rate.limit", "webAcl" }, { "rate.restore", "webAcl" },
        { "zone.away", "listener group" }, { "zone.back", "listener group" },
        { "ssm.automation", "listener dns parameters webAcl group volume" },
        { "lambda.invoke", "listener dns parameters webAcl group volume" },
        { "setting.apply", "volume" }, { "setting.restore", "volume" },
    };

    [Theory]
    [MemberData(nameof(Shedding))]
    public void Actions_that_shed_load_suit_what_they_are_for_and_count_as_traffic(string name, string kinds)
    {
        (string Kind, Resource Resource)[] resources =
        [
            ("listener", Make.Door), ("group", Make.WebGroup),
            ("dns", new Resource.DnsRecords("123456789012", "us-east-1", "Z1", "a.b", "A", DnsPolicy.Weighted)),
            ("parameters", new Resource.Setting("123456789012", "r", SettingService.SsmParameters, "/a")),
            ("webAcl", new Resource.Setting("123456789012", "r", SettingService.WebAclRateLimit, "regional/a/b")),
            ("volume", new Resource.Setting("123456789012", "r", SettingService.EbsVolume, "vol-0a")),
        ];
        StepAction[] actions =
        [
            new StepAction.MaintenanceOn(null, [], [], null), new StepAction.MaintenanceOff(),
            new StepAction.FeatureReduce([]), new StepAction.FeatureRestore(), new StepAction.ParameterSet([]),
            new StepAction.RateLimit(100), new StepAction.RateRestore(),
            new StepAction.ZoneAway("z", TimeSpan.Zero), new StepAction.ZoneBack(),
            new StepAction.SsmAutomation("d", null, []), new StepAction.LambdaInvoke("f", "{}"),
            new StepAction.SettingApply(), new StepAction.SettingRestore(),
        ];
        var action = actions.Single(a => ActionCatalog.For(a).Name == name);
        var suited = resources.Where(r => ActionCatalog.Suits(action, r.Resource)).Select(r => r.Kind);
        Assert.Equal(kinds.Split(' ').Order(), suited.Order());
        Assert.True(name.StartsWith("setting", StringComparison.Ordinal)
            || ActionCatalog.For(action).Class == ActionClass.Traffic);
    }

    private static ActionClass Class(params StepAction[] actions) => ActionCatalog.ClassOf(new Runbook(
        RunbookName.Parse("r"),
        EquatableList.From(actions.Select((a, i) => new RunbookStep($"s{i}", a, TimeSpan.FromMinutes(1))))));
}
