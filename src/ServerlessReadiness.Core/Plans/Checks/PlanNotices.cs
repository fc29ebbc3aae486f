using ServerlessReadiness.Core.Actions.Settings;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>
/// What a person should know of a sound plan before it is put in force: what cannot be undone, and numbers that do not
/// go together. Nothing here stops anything.
/// </summary>
public static class PlanNotices
{
    private static readonly TimeSpan BetweenVolumeChanges = TimeSpan.FromHours(6);

    public static EquatableList<PlanProblem> Of(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return EquatableList.From(
        [
            .. plan.Components.SelectMany((component, i) => (IEnumerable<PlanProblem>)
            [
                .. Irreversible(component, $"components[{i}]"),
                .. TwoVolumeChanges(plan, component, $"components[{i}]"),
                .. NoWayBack(component, $"components[{i}].restart"),
                .. Unheld(plan, component, $"components[{i}].floor"),
                .. Outgrown(plan, component, $"components[{i}].floor"),
            ]),
            .. DnsNotices.Of(plan),
            .. Shedding(plan),
            .. Rehearsal(plan),
            .. PageNotices.Of(plan),
            .. OutsideTheEvent(plan),
            .. ReportNotices.Of(plan),
        ]);
    }

    private static IEnumerable<PlanProblem> Irreversible(Component component, string path) =>
        component.Resource is Resource.Setting { Service: SettingService.TableWarmThroughput }
            ?
            [
                new(
                    $"{path}.settings",
                    $"{component.Resource.Label} cannot be lowered again: {string.Join(", ", component.Settings)} stay "
                        + "after the event",
                    "make sure that this is wanted"),
            ]
            : [];

    private static IEnumerable<PlanProblem> NoWayBack(Component component, string path) =>
        component is { Restart: not null, RestartBack: null } && component.Settings.Any(s => s.Name == "class")
            ?
            [
                new(
                    path,
                    $"{component.Resource.Label} restarts once more on its way back, and nobody agreed to that",
                    "add restartBack with a window after the event, or see to it by hand"),
            ]
            : [];

    private static IEnumerable<PlanProblem> TwoVolumeChanges(CompiledPlan plan, Component component, string path)
    {
        var stage = plan.Stages.FirstOrDefault(s => s.Goals.Any(g => g.Component == component.Name));
        if (component.Resource is Resource.Setting { Service: SettingService.EbsVolume } && stage is not null
            && plan.Schedule.Cooldown - stage.At < BetweenVolumeChanges)
        {
            yield return new(
                path,
                $"{component.Resource.Label} changes at {stage.At:u} and cannot change again for six hours, so it goes "
                    + $"back only after {stage.At + BetweenVolumeChanges:u}",
                "expect that, or change it earlier");
        }
    }

    private static IEnumerable<PlanProblem> Unheld(CompiledPlan plan, Component component, string path)
    {
        var isRaised = component.Resource switch
        {
            Resource.Setting setting => !SettingFacts.IsForShedding(setting.Service),
            Resource.AutoScalingGroup or Resource.ScalableTarget => component.Floor > 0,
            _ => false,
        };
        if (plan.Stages.Count > 0 && isRaised
            && plan.Stages.All(s => s.Goals.All(g => g.Component != component.Name)))
        {
            yield return new(
                path,
                $"{component.Name} is in no pre-warm stage, so nothing raises it and its floor is not held",
                "add it to a stage if that is not meant");
        }
    }

    /// <summary>What callers at their floors can send is more than the component at its own can take.</summary>
    private static IEnumerable<PlanProblem> Outgrown(CompiledPlan plan, Component component, string path)
    {
        if (component.Model is not { } model)
        {
            yield break;
        }

        var callers = plan.Components
            .Where(c => c.Model is not null && c.Floor > 0)
            .SelectMany(c => c.DependsOn
                .Where(d => d.Component == component.Name)
                .Select(d => (c.Name, Rate: decimal.Truncate(RateAtFloor(c, c.Model!) * d.Factor))))
            .ToArray();
        var sent = callers.Sum(c => c.Rate);
        var taken = RateAtFloor(component, model);
        if (sent > taken)
        {
            yield return new(
                path,
                $"{component.Name} at its floor of {component.Floor} takes {taken:0} requests a second, and its "
                    + $"callers at theirs send up to {sent:0} "
                    + $"({string.Join(", ", callers.Select(c => $"{c.Name} {c.Rate:0}"))})",
                "raise its floor if the callers are sized for their real load");
        }
    }

    private static decimal RateAtFloor(Component component, CapacityModel model) =>
        (decimal)component.Floor * model.RequestsPerSecondPerUnit;

    private static IEnumerable<PlanProblem> Shedding(CompiledPlan plan)
    {
        for (var i = 0; i < plan.Ladders.Count; i++)
        {
            var component = plan.Ladders[i].Component;
            if (plan.Responses.All(r => r.Runbook != LadderRunbooks.ShedName || r.Component != component))
            {
                yield return new(
                    $"ladders[{i}]",
                    $"no alarm climbs the shed ladder of {component}, so only people do",
                    $"add a response with run: {LadderRunbooks.ShedName} if that is not meant");
            }
        }

        for (var i = 0; i < plan.Contingencies.Count; i++)
        {
            if (plan.Contingencies[i].Fault is null)
            {
                yield return new(
                    $"contingencies[{i}]",
                    $"the rehearsal runs what contingency {plan.Contingencies[i].Name} runs, without the fault",
                    "name the fault, so that the time until it is noticed counts as well");
            }
        }
    }

    private static IEnumerable<PlanProblem> Rehearsal(CompiledPlan plan)
    {
        for (var i = 0; i < plan.Traffic.Count; i++)
        {
            foreach (var target in plan.Traffic[i].Targets)
            {
                if (plan.FindComponent(target.Component) is { Model: null })
                {
                    yield return new(
                        $"traffic[{i}].targets",
                        $"component {target.Component} has no model, so the rehearsal takes it to serve everything",
                        "give it a model");
                }
            }
        }
    }

    private static IEnumerable<PlanProblem> OutsideTheEvent(CompiledPlan plan)
    {
        for (var i = 0; i < plan.Freezes.Count; i++)
        {
            var freeze = plan.Freezes[i];
            if (freeze.Until <= plan.Schedule.Prewarm || freeze.From >= plan.Guardrails.LatestCooldown)
            {
                yield return new(
                    $"freezes[{i}].from",
                    $"the freeze \"{freeze.Name}\" is over before the event begins, or begins after it",
                    "correct its window if that is not meant");
            }
        }
    }
}
