using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Plans.Scalars;
using ServerlessReadiness.Plans.Shapes;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Reads what is done while instances wait in lifecycle hooks.</summary>
internal sealed class HooksReader(Compilation all, IReadOnlyList<Component> components)
{
    private static readonly TimeSpan GiveUpDefault = TimeSpan.FromHours(1);
    private static readonly TimeSpan TimeoutDefault = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan WaitMore = TimeSpan.FromMinutes(5);

    /// <summary>Parameters that belong to some actions; those of another are a mistake.</summary>
    private static readonly (string Key, string[] Actions)[] Parameters =
    [
        ("pool", ["interface.attach", "interface.detach", "address.associate"]),
        ("subnet", ["interface.attach"]),
        ("address", ["address.associate"]),
        ("tags", ["instance.tag"]),
        ("targetGroups", ["targets.healthy", "targets.deregister"]),
        ("document", ["command.run"]),
        ("version", ["command.run"]),
        ("parameters", ["command.run"]),
        ("for", ["wait"]),
        ("subject", ["notify"]),
        ("text", ["notify"]),
    ];

    public EquatableList<HookPlan> Read(Section plan) => EquatableList.From(plan.Items("hooks").Select(One));

    private HookPlan One(YamlNode node, int index)
    {
        var at = $"hooks[{index}]";
        var section = all.Open(node, HookShapes.Hook, at);
        var launching = section.Choice("transition", HookShapes.Transitions) is not 1;
        var steps = new List<RunbookStep>();
        foreach (var item in section.Items("steps"))
        {
            var step = all.Open(item, HookShapes.Step, $"{at}.steps[{steps.Count}]");
            steps.Add(Step(step, [.. steps.Select(s => s.Name)]));
        }

        return new HookPlan(
            Component(section),
            section.Text("hook") ?? "?",
            launching,
            EquatableList.From(steps),
            section.Choice("onFailure", HookShapes.Results) is { } result ? result == 1 : launching,
            section.Duration("giveUpAfter") ?? GiveUpDefault);
    }

    private ComponentName Component(Section section)
    {
        var names = components.Select(c => c.Name.Value).ToList();
        if (section.Text("component") is { } name && !names.Contains(name))
        {
            section.Refuse(
                "component",
                $"there is no component \"{name}\"",
                Suggestion.Next(name, names, "add it"));
        }

        return ComponentName.TryParse(section.Text("component"), out var known)
            ? known
            : ComponentName.Parse("unknown");
    }

    private static RunbookStep Step(Section section, IReadOnlyList<string> names)
    {
        var word = section.Choice("do", HookShapes.Actions) is { } index ? HookShapes.Actions[index] : null;
        ActionKeys.RefuseForeign(section, word, Parameters);
        var failure = section.Choice("onFailure", HookShapes.OnFailure);
        return new RunbookStep(
            section.Text("name") ?? DefaultName(word ?? "step", names),
            ActionOf(section, word),
            section.Duration("timeout")
                ?? (word == "wait" ? (section.Duration("for") ?? TimeSpan.Zero) + WaitMore : TimeoutDefault),
            failure == 1 ? OnFailure.Continue : OnFailure.Stop);
    }

    private static StepAction ActionOf(Section section, string? word) => word switch
    {
        "interface.attach" => new StepAction.InterfaceAttach(Pool(section), section.Text("subnet")),
        "interface.detach" => new StepAction.InterfaceDetach(Pool(section)),
        "address.associate" => new StepAction.AddressAssociate(section.Text("address"), Pool(section)),
        "instance.tag" => new StepAction.InstanceTag(Values(section, "tags")),
        "targets.healthy" => new StepAction.TargetsHealthy(EquatableList.From(section.Texts("targetGroups"))),
        "targets.deregister" => new StepAction.TargetsDeregister(EquatableList.From(section.Texts("targetGroups"))),
        "command.run" => new StepAction.CommandRun(
            section.Text("document") ?? "",
            section.Text("version"),
            Values(section, "parameters")),
        "wait" => new StepAction.Pause(section.Duration("for") ?? TimeSpan.Zero),
        "notify" => new StepAction.Notify(section.Text("subject") ?? "", section.Text("text") ?? ""),

        // The problem is known already; this keeps the hook, so that the rest of it is read.
        _ => new StepAction.Notify("?", "?"),
    };

    private static SettingValue? Pool(Section section)
    {
        var values = Values(section, "pool");
        if (values.Count > 1)
        {
            section.Refuse("pool", $"{values.Count} tags are given", "name one tag that all of the pool have");
        }

        return values.Count == 0 ? null : values[0];
    }

    private static EquatableList<SettingValue> Values(Section section, string key) => EquatableList.From(
        section.Entries(key).Select(e => new SettingValue(e.Key, section.TextOf(e.Value) ?? "")));

    private static string DefaultName(string word, IReadOnlyList<string> names)
    {
        var name = word.Replace('.', '-');
        return names.Contains(name)
            ? Enumerable.Range(2, names.Count).Select(i => $"{name}-{i}").First(n => !names.Contains(n))
            : name;
    }
}
