using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Timeline;
using ServerlessReadiness.Plans.Scalars;
using ServerlessReadiness.Plans.Shapes;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Reads who is told, where everyone meets, and what people expect.</summary>
internal sealed class PeopleReader(Compilation all)
{
    public EquatableList<Contact> Contacts(Section plan, EquatableList<Contingency> contingencies) =>
        EquatableList.From(plan.Items("contacts").Select((node, i) =>
        {
            var section = all.Open(node, PlanShapes.Contact, $"contacts[{i}]");
            return new Contact(
                section.Text("name") ?? "?",
                section.Text("role") ?? "?",
                section.Text("mail") ?? "?",
                Phases(section))
            {
                Scenarios = ScenariosOf(section, contingencies),
                Escalate = section.Whole("escalate"),
                Confirm = section.Instant("confirm"),
                Language = section.Choice("language", Words.Languages) is { } language ? (Language)language : null,
            };
        }));

    public EscalationPlan Escalation(Section plan)
    {
        var section = plan.Child("escalation", PlanShapes.Escalation);
        var steps = section.Items("steps").Select((node, i) =>
        {
            var step = all.Open(node, PlanShapes.EscalationStep, $"escalation.steps[{i}]");
            return new EscalationTerm(step.Text("role") ?? "?", step.Duration("after") ?? EscalationPlan.AfterDefault);
        });
        return new EscalationPlan(
            EquatableList.From(steps),
            section.Duration("repeat") ?? EscalationPlan.Default.RepeatEvery);
    }

    public EquatableList<TaskPlan> Timeline(Section plan)
    {
        var found = new List<TaskPlan>();
        foreach (var (key, value) in plan.Entries("timeline"))
        {
            var section = all.Open(value, PlanShapes.Task, $"timeline[{found.Count}]");
            if (!TaskId.TryParse(key, out var id))
            {
                all.Problems.Add(value.Place(), value.Path, $"\"{key}\" is no task's id", TaskId.Rule);
                continue;
            }

            found.Add(new TaskPlan(
                id,
                section.Text("what"),
                (TaskStage?)section.Choice("stage", Words.TaskStages),
                section.Instant("due"),
                section.Text("owner"),
                section.Flag("drop") ?? false));
        }

        return EquatableList.From(found);
    }

    public static WarRoom WarRoom(Section plan)
    {
        var section = plan.Child("warRoom", PlanShapes.WarRoom);
        return new WarRoom(section.Text("bridge"), section.Text("link"));
    }

    public static EquatableList<PlanRole> Roles(Compilation all, Section plan) =>
        EquatableList.From(plan.Entries("roles").Select((entry, i) =>
        {
            all.Places.Map($"roles[{i}]", entry.Value);
            if (entry.Value is YamlNode.Sequence { Items.Count: > 0 } list)
            {
                return new PlanRole(entry.Key, EquatableList.From(list.Items.Select(plan.TextOf).OfType<string>()));
            }

            all.Problems.Add(
                entry.Value.Place(),
                entry.Value.Path,
                $"{Section.Show(entry.Value)} names nobody",
                "write a list such as [kim@example.com]");
            return new PlanRole(entry.Key, []);
        }));

    public static Expectation Expectation(Section expect) => new(
        expect.Factor("peak") ?? 1, expect.Text("geography"), expect.Text("workload"));

    private EquatableList<string> ScenariosOf(Section section, EquatableList<Contingency> contingencies)
    {
        string[] known = [.. contingencies.Select(c => c.Name), .. Scenarios.OfIssues];
        var found = new List<string>();
        foreach (var node in section.Items("scenarios"))
        {
            var word = section.TextOf(node);
            if (word is not null && known.Contains(word))
            {
                found.Add(word);
            }
            else if (word is not null)
            {
                all.Problems.Add(
                    node,
                    $"\"{word}\" is neither a contingency of the plan nor a kind of issue",
                    Suggestion.Next(word, known, "remove it"));
            }
        }

        return EquatableList.From(found);
    }

    private EquatableList<Phase> Phases(Section section)
    {
        var found = new List<Phase>();
        foreach (var node in section.Items("phases"))
        {
            var word = section.TextOf(node);
            if (word is not null && Words.Phases.Contains(word))
            {
                found.Add(Enum.Parse<Phase>(word, ignoreCase: true));
            }
            else if (word is not null)
            {
                all.Problems.Add(
                    node, $"\"{word}\" is no phase", Suggestion.Next(word, [.. Words.Phases], "remove it"));
            }
        }

        return EquatableList.From(found);
    }
}
