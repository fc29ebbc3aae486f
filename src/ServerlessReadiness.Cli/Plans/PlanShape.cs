using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Plans;

/// <summary>
/// Finds everything in which a JSON document differs from the compiled plan's shape. The strict reader stops at the
/// first difference; a person wants all of them. The shape is taken from that reader's own description, so the two
/// agree.
/// </summary>
internal sealed class PlanShape
{
    private readonly List<PlanProblem> _problems = [];

    public static IReadOnlyList<PlanProblem> Check(JsonElement plan)
    {
        var shape = new PlanShape();
        shape.Visit(plan, StateJson.Default.CompiledPlan, "");
        return shape._problems;
    }

    private void Visit(JsonElement value, JsonTypeInfo type, string path)
    {
        if (ItemOf(type.Type) is { } item)
        {
            VisitItems(value, item, path);
        }
        else if (type.Kind == JsonTypeInfoKind.Object)
        {
            VisitObject(value, type, path);
        }
        else
        {
            VisitLeaf(value, type, path);
        }
    }

    private void VisitItems(JsonElement value, Type item, string path)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Add(path, $"{Show(value)} is no list", "write a list, [ … ]");
            return;
        }

        var type = InfoOf(item);
        var index = 0;
        foreach (var one in value.EnumerateArray())
        {
            Visit(one, type, $"{path}[{index++}]");
        }
    }

    private void VisitObject(JsonElement value, JsonTypeInfo type, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Add(path, $"{Show(value)} is no object", "write an object, { … }");
            return;
        }

        var discriminator = type.PolymorphismOptions?.TypeDiscriminatorPropertyName;
        if (discriminator is not null)
        {
            if (DerivedOf(value, type.PolymorphismOptions!, discriminator, path) is not { } derived)
            {
                return;
            }

            type = derived;
        }

        foreach (var member in value.EnumerateObject())
        {
            var known = type.Properties.FirstOrDefault(p => p.Name == member.Name);
            if (known is not null)
            {
                VisitMember(member.Value, known, Join(path, member.Name));
            }
            else if (member.Name != discriminator)
            {
                var names = string.Join(", ", type.Properties.Select(p => p.Name));
                Add(
                    Join(path, member.Name),
                    $"there is no member \"{member.Name}\" here",
                    $"remove it, or use one of {names}");
            }
        }

        foreach (var missing in type.Properties.Where(p => IsRequired(p) && !value.TryGetProperty(p.Name, out _)))
        {
            Add(Join(path, missing.Name), "the member is missing", "add it");
        }
    }

    private void VisitMember(JsonElement value, JsonPropertyInfo member, string path)
    {
        if (value.ValueKind != JsonValueKind.Null)
        {
            Visit(value, InfoOf(member.PropertyType), path);
        }
        else if (member.AssociatedParameter is { IsNullable: false } || !member.IsGetNullable)
        {
            Add(path, "null is no value here", "give a value");
        }
    }

    private JsonTypeInfo? DerivedOf(
        JsonElement value,
        JsonPolymorphismOptions options,
        string discriminator,
        string path)
    {
        var known = string.Join(", ", options.DerivedTypes.Select(d => d.TypeDiscriminator));
        if (!value.TryGetProperty(discriminator, out var given))
        {
            Add(Join(path, discriminator), "the member is missing", $"add it with one of {known}");
            return null;
        }

        var name = given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        var derived = options.DerivedTypes.FirstOrDefault(d => d.TypeDiscriminator as string == name);
        if (name is null || derived.DerivedType is null)
        {
            Add(Join(path, discriminator), $"{Show(given)} is not known", $"use one of {known}");
            return null;
        }

        return InfoOf(derived.DerivedType);
    }

    private void VisitLeaf(JsonElement value, JsonTypeInfo type, string path)
    {
        try
        {
            value.Deserialize(type);
        }
        catch (JsonException e)
        {
            var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
            var (cause, next) = plain switch
            {
                { IsEnum: true } =>
                    ($"{Show(value)} is not known", $"use one of {string.Join(", ", Enum.GetNames(plain))}"),
                _ when plain == typeof(TimeSpan) =>
                    ($"{Show(value)} is no duration", "write hours, minutes and seconds, such as 00:05:00"),
                _ when plain == typeof(DateTimeOffset) =>
                    ($"{Show(value)} is no instant", "write one with its offset, such as 2026-11-27T00:00:00Z"),
                _ when plain == typeof(int) => ($"{Show(value)} is no whole number", "write a whole number"),
                _ when plain == typeof(string) => ($"{Show(value)} is no text", "write it in quotation marks"),
                _ when plain == typeof(bool) => ($"{Show(value)} is neither true nor false", "write true or false"),
                _ => Halves(e.Message),
            };
            Add(path, cause, next);
        }
    }

    // A text id says what is wrong and what to write: `"X" is not a valid EventId; use 1 to 63 …`.
    private static (string Cause, string Next) Halves(string message)
    {
        var words = message.Split(" Path: ", 2)[0].TrimEnd('.');
        var end = words.IndexOf("; ", StringComparison.Ordinal);
        return end < 0 ? (words, "correct it") : (words[..end], words[(end + 2)..]);
    }

    private static bool IsRequired(JsonPropertyInfo member) =>
        member.IsRequired || member.AssociatedParameter is { HasDefaultValue: false };

    private static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableList<>)
            ? type.GetGenericArguments()[0]
            : null;

    private static JsonTypeInfo InfoOf(Type type) => StateJson.Default.Options.GetTypeInfo(type);

    private static string Join(string path, string member) => path.Length == 0 ? member : $"{path}.{member}";

    private static string Show(JsonElement value)
    {
        const int LengthMax = 60;
        var text = value.GetRawText();
        return text.Length <= LengthMax ? text : text[..LengthMax] + "…";
    }

    private void Add(string path, string cause, string next) => _problems.Add(new PlanProblem(path, cause, next));
}
