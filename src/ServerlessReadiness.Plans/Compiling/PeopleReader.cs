using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Plans.Scalars;
using ServerlessReadiness.Plans.Shapes;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Reads who is told, where everyone meets, and what people expect.</summary>
internal sealed class PeopleReader(Compilation all)
{
    public EquatableList<Contact> Contacts(Section plan) =>
        EquatableList.From(plan.Items("contacts").Select((node, i) =>
        {
            var section = all.Open(node, PlanShapes.Contact, $"contacts[{i}]");
            return new Contact(
                section.Text("name") ?? "?",
                section.Text("role") ?? "?",
                section.Text("mail") ?? "?",
                Phases(section))
            {
                Language = section.Choice("language", Words.Languages) is { } language ? (Language)language : null,
            };
        }));

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
