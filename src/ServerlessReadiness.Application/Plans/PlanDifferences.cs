using System.Text.Json;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Plans;

/// <summary>Compares plans by what is stored of them, so that nothing stored can differ unseen.</summary>
public static class PlanDifferences
{
    /// <summary>Members by which an item of a list is known, the best first.</summary>
    private static readonly string[] NameMembers = ["name", "component", "number", "class", "address", "shape"];

    /// <summary>In the order of the plan's members; empty when the plans are equal.</summary>
    public static EquatableList<PlanDifference> Between(CompiledPlan before, CompiledPlan after)
    {
        using var one = JsonSerializer.SerializeToDocument(before, StateJson.Default.CompiledPlan);
        using var other = JsonSerializer.SerializeToDocument(after, StateJson.Default.CompiledPlan);
        var found = new List<PlanDifference>();
        Compare("", one.RootElement, other.RootElement, found);
        return EquatableList.From(found);
    }

    private static void Compare(string path, JsonElement before, JsonElement after, List<PlanDifference> found)
    {
        if (before.ValueKind == JsonValueKind.Object && after.ValueKind == JsonValueKind.Object)
        {
            Pairs(
                Members(before),
                Members(after),
                name => path.Length == 0 ? name : $"{path}.{name}",
                found);
        }
        else if (before.ValueKind == JsonValueKind.Array && after.ValueKind == JsonValueKind.Array)
        {
            Pairs(Items(before), Items(after), name => $"{path}[{name}]", found);
            Order(path, before, after, found);
        }
        else if (!JsonElement.DeepEquals(before, after))
        {
            found.Add(new PlanDifference(path, Show(before), Show(after)));
        }
    }

    private static void Pairs(
        IReadOnlyList<(string Name, JsonElement Value)> before,
        IReadOnlyList<(string Name, JsonElement Value)> after,
        Func<string, string> pathOf,
        List<PlanDifference> found)
    {
        foreach (var (name, value) in before)
        {
            var matches = after.Where(a => a.Name == name).Select(a => a.Value).ToArray();
            if (matches.Length == 0)
            {
                found.Add(new PlanDifference(pathOf(name), Show(value), null));
            }
            else
            {
                Compare(pathOf(name), value, matches[0], found);
            }
        }

        found.AddRange(after
            .Where(a => before.All(b => b.Name != a.Name))
            .Select(a => new PlanDifference(pathOf(a.Name), null, Show(a.Value))));
    }

    // The first response that matches decides, so order is content.
    private static void Order(string path, JsonElement before, JsonElement after, List<PlanDifference> found)
    {
        string[] old = [.. Items(before).Select(i => i.Name)];
        string[] present = [.. Items(after).Select(i => i.Name)];
        string[] oldCommon = [.. old.Where(present.Contains)];
        string[] presentCommon = [.. present.Where(old.Contains)];
        if (!oldCommon.SequenceEqual(presentCommon))
        {
            found.Add(new PlanDifference(
                $"{path} (order)", string.Join(", ", oldCommon), string.Join(", ", presentCommon)));
        }
    }

    private static IReadOnlyList<(string Name, JsonElement Value)> Members(JsonElement element) =>
        [.. element.EnumerateObject().Select(m => (m.Name, m.Value))];

    /// <summary>Items under their names; a name that occurs twice, or none, gives way to the position.</summary>
    private static IReadOnlyList<(string Name, JsonElement Value)> Items(JsonElement element)
    {
        var items = element.EnumerateArray().ToArray();
        var names = items.Select(NameOf).ToArray();
        return
        [
            .. items.Select((item, i) => (
                names[i] is { } name && names.Count(n => n == name) == 1 ? name : $"#{i + 1}",
                item)),
        ];
    }

    private static string? NameOf(JsonElement item)
    {
        if (item.ValueKind == JsonValueKind.String)
        {
            return item.GetString();
        }

        if (item.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var member in NameMembers)
        {
            if (item.TryGetProperty(member, out var name) && name.ValueKind != JsonValueKind.Null)
            {
                return name.ToString();
            }
        }

        return null;
    }

    private static string Show(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
