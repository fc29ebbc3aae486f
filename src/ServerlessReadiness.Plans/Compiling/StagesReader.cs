using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Plans.Scalars;
using ServerlessReadiness.Plans.Shapes;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Reads stages that a plan states itself.</summary>
internal sealed class StagesReader(Compilation all, EventSchedule schedule, IReadOnlyList<ComponentDraft> drafts)
{
    public EquatableList<PrewarmStage> Read(Section plan)
    {
        var read = new List<(DateTimeOffset? At, DateTimeOffset? Anyway, EquatableList<StageGoal> Goals)>();
        foreach (var node in plan.Items("stages"))
        {
            var path = $"stages[{read.Count}]";
            var section = all.Open(node, PlanShapes.Stage, path);
            read.Add((section.Instant("at"), section.Instant("proceedAnyway"), Goals(section, path)));
        }

        if (read.Exists(r => r.At is null))
        {
            return [];
        }

        return EquatableList.From(read.Select((stage, i) => new PrewarmStage(
            i + 1,
            stage.At!.Value,
            stage.Anyway
                ?? (i + 1 < read.Count ? read[i + 1].At!.Value : schedule.Live - StagePlanner.MarginBeforeLive),
            stage.Goals)));
    }

    private EquatableList<StageGoal> Goals(Section section, string path)
    {
        var goals = new List<StageGoal>();
        foreach (var (name, node) in section.Entries("floors"))
        {
            var draft = drafts.FirstOrDefault(d => d.Component.Name.Value == name);
            if (draft is null)
            {
                all.Problems.Add(
                    node.NamedAt,
                    node.Path,
                    $"there is no component \"{name}\"",
                    Suggestion.Next(name, [.. drafts.Select(d => d.Component.Name.Value)], "add it"));
            }
            else if (Floor(draft, node) is { } floor)
            {
                all.Places.Map($"{path}.goals[{goals.Count}]", node);
                goals.Add(new StageGoal(draft.Component.Name, floor));
            }
        }

        return EquatableList.From(goals);
    }

    private int? Floor(ComponentDraft draft, YamlNode node)
    {
        var text = (node as YamlNode.Scalar)?.Text;
        if (text == "full")
        {
            return draft.Component.Floor;
        }

        var isSetting = draft.Component.Resource is Resource.Setting;
        if (!isSetting && text is not null && ScalarText.Whole(text) is { } floor)
        {
            return floor;
        }

        all.Problems.Add(
            node.Place(),
            node.Path,
            isSetting ? "a setting has no floor in between" : $"{Section.Show(node)} is no floor",
            isSetting ? "write full" : "write units, such as 24, or full");
        return null;
    }
}
