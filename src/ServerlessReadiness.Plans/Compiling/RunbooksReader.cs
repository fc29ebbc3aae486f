using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Plans.Shapes;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Reads runbooks: a list of steps, or a mapping that has one.</summary>
internal sealed class RunbooksReader(Compilation all)
{
    private static readonly TimeSpan TimeoutDefault = TimeSpan.FromMinutes(15);

    /// <summary>Parameters that belong to an action; those of another are a mistake.</summary>
    private static readonly (string Key, string Action)[] Parameters =
    [
        ("by", "capacity.raise"),
        ("byPercent", "capacity.raise"),
        ("floor", "capacity.floor"),
        ("for", "wait"),
        ("securityGroup", "instance.quarantine"),
        ("subject", "notify"),
        ("text", "notify"),
    ];

    public EquatableList<Runbook> Read(Section plan)
    {
        var runbooks = new List<Runbook>();
        foreach (var (name, node) in plan.Entries("runbooks"))
        {
            if (!RunbookName.TryParse(name, out var parsed))
            {
                all.Problems.Add(node.NamedAt, node.Path, $"\"{name}\" does not fit as a name", RunbookName.Rule);
                continue;
            }

            runbooks.Add(One(parsed, node, $"runbooks[{runbooks.Count}]"));
        }

        return EquatableList.From(runbooks);
    }

    private Runbook One(RunbookName name, YamlNode node, string compiled)
    {
        if (node is YamlNode.Sequence sequence)
        {
            all.Places.Map(compiled, node);
            return new Runbook(name, Steps(sequence.Items, [], compiled));
        }

        var section = all.Open(node, ResponseShapes.Runbook, compiled);
        var parameters = ParametersReader.Read(all, section, compiled);
        var steps = Steps(section.Items("steps"), parameters, compiled);
        return new Runbook(name, steps, section.Flag("startableBySns") ?? false) { Parameters = parameters };
    }

    public EquatableList<RunbookStep> Steps(
        IReadOnlyList<YamlNode> nodes,
        EquatableList<RunbookParameter> parameters,
        string compiled)
    {
        var steps = new List<RunbookStep>();
        foreach (var node in nodes)
        {
            var at = $"{compiled}.steps[{steps.Count}]";
            var (plain, bindings) = ParametersReader.Substitute(node, parameters);
            var section = all.Open(plain, ResponseShapes.Step, at);
            var step = Step(section, [.. steps.Select(s => s.Name)]);
            steps.Add(StepTermsReader.Read(all, section, at, step) with { Bindings = bindings });
        }

        return EquatableList.From(steps);
    }

    private static RunbookStep Step(Section section, IReadOnlyList<string> names)
    {
        var word = section.Choice("do", Words.Actions) is { } index ? Words.Actions[index] : null;
        ActionKeys.RefuseForeign(section, word, Parameters.Select(p => (p.Key, (string[])[p.Action])));
        SheddingReader.RefuseForeign(section, word);
        DnsReader.RefuseForeign(section, word);
        return new RunbookStep(
            section.Text("name") ?? DefaultName(word ?? "step", names),
            ActionOf(section, word),
            section.Duration("timeout") ?? DefaultTimeout(section, word),
            section.Choice("onFailure", Words.OnFailure) is { } failure ? (OnFailure)failure : OnFailure.Stop);
    }

    private static StepAction ActionOf(Section section, string? word) => word switch
    {
        "capacity.raise" => new StepAction.CapacityRaise(section.Whole("by"), section.WholePercent("byPercent")),
        "capacity.floor" => new StepAction.CapacityFloor(section.Whole("floor") ?? 0),
        "setting.apply" => new StepAction.SettingApply(),
        "instance.replace" => new StepAction.InstanceReplace(),
        "instance.reboot" => new StepAction.InstanceReboot(),
        "instance.recover" => new StepAction.InstanceRecover(),
        "instance.quarantine" => new StepAction.InstanceQuarantine(section.Text("securityGroup")),
        "health.mark" => new StepAction.HealthMark(),
        "notify" => new StepAction.Notify(section.Text("subject") ?? "", section.Text("text") ?? ""),

        "wait" => new StepAction.Pause(section.Duration("for") ?? TimeSpan.Zero),
        "check" => new StepAction.Check(),

        // The problem is known already; this keeps the runbook so that what names it still finds it.
        _ => SheddingReader.Read(section, word) ?? DnsReader.Read(section, word) ?? new StepAction.Notify("?", "?"),
    };

    private static string DefaultName(string word, IReadOnlyList<string> names)
    {
        var name = word[(word.IndexOf('.', StringComparison.Ordinal) + 1)..];
        return names.Contains(name)
            ? Enumerable.Range(2, names.Count).Select(i => $"{name}-{i}").First(n => !names.Contains(n))
            : name;
    }

    private static TimeSpan DefaultTimeout(Section section, string? word) => word switch
    {
        "wait" => (section.Duration("for") ?? TimeSpan.Zero) + TimeSpan.FromMinutes(5),
        "instance.replace" => TimeSpan.FromMinutes(20),
        "notify" => TimeSpan.FromMinutes(5),
        "setting.apply" or "ssm.automation" => TimeSpan.FromHours(1),
        _ => DnsReader.Timeout(section, word) ?? TimeoutDefault,
    };
}
