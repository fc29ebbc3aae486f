using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>One alarm closes the shop with a page, on every way in; another opens it again.</summary>
internal static class TrafficPlan
{
    public const string Feature = "/shop/features/search";
    public const string Close = "close";
    public const string Open = "open";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static readonly FixedPage Page = new(503, "text/html", "<h1>Back soon</h1>");

    public static CompiledPlan Create(TrafficWorld world)
    {
        var front = Component("front", world.Listener);
        var features = Component("features", world.Features);
        var names = Component("names", world.Records) with
        {
            Endpoints =
            [
                new Endpoint("fleet", TestPlan.Web, [TestPlan.CapacityAlarm], IsStaticPage: false, Load: null),
                new Endpoint("page", null, [], IsStaticPage: true, Load: null),
            ],
        };
        RunbookStep[] close =
        [
            Step("page", new StepAction.MaintenanceOn(Page, [], [], new SettingValue("X-Operator", "let-me-in"))),
            Step("features", new StepAction.FeatureReduce([new SettingValue("search", "reduced")]), features.Name),
            Step("names", new StepAction.MaintenanceOn(null, [], [], null), names.Name),
        ];
        RunbookStep[] open =
        [
            Step("names", new StepAction.MaintenanceOff(), names.Name),
            Step("features", new StepAction.FeatureRestore(), features.Name),
            Step("page", new StepAction.MaintenanceOff()),
        ];
        var plan = TestPlan.Create();
        return plan with
        {
            Components = [.. plan.Components, front, features, names],
            Runbooks = [.. plan.Runbooks, Runbook(Close, close), Runbook(Open, open)],
            Responses =
            [
                Trigger(TestPlan.CapacityAlarm, front.Name, Close),
                Trigger(TestPlan.InstanceAlarm, front.Name, Open),
            ],
        };
    }

    private static Component Component(string name, Resource resource) => new(
        ComponentName.Parse(name),
        resource,
        Floor: 0,
        Ceiling: 1,
        MinimumHealthyPercent: 0,
        AlarmCooldown: TimeSpan.FromMinutes(5),
        Budgets: [new Budget(ActionClass.Traffic, 4, TimeSpan.FromHours(1), TimeSpan.Zero, 100)]);

    private static RunbookStep Step(string name, StepAction action, ComponentName? on = null) =>
        new(name, action, Patience) { On = on };

    private static Runbook Runbook(string name, RunbookStep[] steps) => new(RunbookName.Parse(name), [.. steps]);

    private static Response Trigger(string alarm, ComponentName component, string runbook) =>
        new(alarm, new AlarmSelector(alarm), component, AlarmRole.Trigger, RunbookName.Parse(runbook));
}
