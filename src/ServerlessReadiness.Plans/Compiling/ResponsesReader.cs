using System.Globalization;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Plans.Scalars;
using ServerlessReadiness.Plans.Shapes;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Reads what alarms mean. A trigger is rehearsed without being asked to be.</summary>
internal sealed class ResponsesReader(
    Compilation all,
    IReadOnlyList<Component> components,
    IReadOnlyList<Runbook> runbooks)
{
    private const int UseAboveDefault = 80;
    private const int UseDatapoints = 3;
    private const int StatusDatapoints = 2;

    private static readonly AlarmModel UseDefault = new(
        AlarmMeasure.UsePercent, UseAboveDefault, TimeSpan.FromMinutes(1), UseDatapoints, UseDatapoints);

    private static readonly AlarmModel StatusDefault = new(
        AlarmMeasure.StatusCheck, 0, TimeSpan.FromMinutes(1), StatusDatapoints, StatusDatapoints);

    public EquatableList<Response> Read(Section plan) =>
        EquatableList.From(plan.Items("responses").Select(One));

    private Response One(YamlNode node, int index)
    {
        var section = all.Open(node, ResponseShapes.Response, $"responses[{index}]");
        var selector = Selector(section);
        var component = Known(section, "component", [.. components.Select(c => c.Name.Value)]) is { } name
            ? ComponentName.Parse(name)
            : (ComponentName?)null;
        var role = section.Choice("role", Words.Roles) is { } word ? (AlarmRole)word : AlarmRole.Trigger;
        var runbook = Known(section, "run", RunbookNames) is { } run
            ? RunbookName.Parse(run)
            : (RunbookName?)null;
        return new Response(
            section.Text("name") ?? selector.NamePattern ?? $"{selector.MetricNamespace} {selector.MetricName}",
            selector,
            component,
            role,
            runbook)
        {
            Model = Model(section, component, role, runbook),
        };
    }

    private IReadOnlyCollection<string> RunbookNames =>
    [
        .. runbooks.Select(r => r.Name.Value),
        .. BuiltInRunbooks.Names.Select(n => n.Value),

        // Climbs the component's shed ladder.
        LadderRunbooks.ShedName.Value,
    ];

    private static AlarmSelector Selector(Section section)
    {
        var metric = section.Child("alarmMetric", ResponseShapes.AlarmMetric);
        return new AlarmSelector(section.Text("alarm"), metric.Text("namespace"), metric.Text("name"));
    }

    private static string? Known(Section section, string key, IReadOnlyCollection<string> names)
    {
        if (section.Text(key) is not { } name || names.Contains(name))
        {
            return section.Text(key);
        }

        section.Refuse(
            key,
            $"there is no {(key == "run" ? "runbook" : key)} \"{name}\"",
            Suggestion.Next(name, names, "add it"));
        return null;
    }

    private AlarmModel? Model(Section section, ComponentName? component, AlarmRole role, RunbookName? runbook)
    {
        var node = section["rehearse"];
        if (node is YamlNode.Scalar)
        {
            return section.Flag("rehearse") == false ? null : Default(runbook);
        }

        if (node is not null)
        {
            return Read(section.Child("rehearse", ResponseShapes.Rehearse), Default(runbook));
        }

        var hasModel = components.Any(c => c.Name == component && c.Model is not null);
        return role == AlarmRole.Trigger && hasModel ? Default(runbook) : null;
    }

    private AlarmModel Default(RunbookName? runbook) =>
        (runbooks.FirstOrDefault(r => r.Name == runbook) is { } own
            ? own.Steps.Any(s => Repairs(s.Do))
            : runbook == BuiltInRunbooks.HealInstanceName)
            ? StatusDefault
            : UseDefault;

    private static bool Repairs(StepAction action) => action is StepAction.InstanceReplace
        or StepAction.InstanceReboot or StepAction.InstanceRecover or StepAction.InstanceQuarantine
        or StepAction.HealthMark;

    private static AlarmModel Read(Section section, AlarmModel standard)
    {
        var measure = section.Choice("measure", Words.Measures) is { } word ? (AlarmMeasure)word : standard.Measure;
        standard = measure == standard.Measure ? standard
            : measure == AlarmMeasure.StatusCheck ? StatusDefault
            : UseDefault with { Measure = measure };
        var (datapoints, periods) = Breaching(section) ?? (standard.DatapointsToAlarm, standard.EvaluationPeriods);
        return new AlarmModel(
            measure,
            section.WholePercent("above") ?? standard.Above,
            section.Duration("period") ?? standard.Period,
            periods,
            datapoints);
    }

    private static (int Datapoints, int Periods)? Breaching(Section section)
    {
        if (section.Text("breaching") is not { } text)
        {
            return null;
        }

        if (text.Split(" of ") is [var first, var last]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var datapoints)
            && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var periods))
        {
            return (datapoints, periods);
        }

        section.Refuse("breaching", $"\"{text}\" says not how many periods", "write M of N, such as 2 of 3");
        return null;
    }
}
