using System.Text;

namespace ServerlessReadiness.SliceGenerator;

/// <summary>The names that version 4 of the official SDK gives to what a service model describes.</summary>
internal sealed class Naming(ServiceModel model, SliceSettings settings)
{
    // What separates words in an enum value: "db.t3.micro", "read-only", "aws:sns".
    private static readonly char[] Separators = [.. " :/-.,+()*&#\"'\t"];

    public string Service => "Amazon" + settings.Client;

    public string BaseException => Service + "Exception";

    public static string Request(Operation operation) => operation.Name + "Request";

    public static string Response(Operation operation) => operation.Name + "Response";

    public string Class(string shapeName)
    {
        if (settings.RenameShapes.TryGetValue(shapeName, out var renamed))
        {
            return renamed;
        }

        var name = Capitalise(shapeName);
        if (!model.Shapes[shapeName].IsException)
        {
            return name;
        }

        var stem = name.EndsWith("Fault", StringComparison.Ordinal) ? name[..^"Fault".Length] : name;
        return stem.EndsWith("Exception", StringComparison.Ordinal) ? stem : stem + "Exception";
    }

    public string Property(string shapeName, Member member) =>
        settings.RenameMembers.TryGetValue(shapeName + "." + member.Name, out var renamed)
            ? renamed
            : Capitalise(member.Name);

    /// <summary>The type of a property: numbers, truth values and times may be absent.</summary>
    public string PropertyType(string shapeName)
    {
        var shape = model.Shapes[shapeName];
        if (shape.IsEnum)
        {
            return Class(shapeName);
        }

        var type = ItemType(shapeName);
        return ValueType(shape.Type) is null ? type : type + "?";
    }

    /// <summary>The type inside a list or map: never nullable, and enum values are plain strings.</summary>
    public string ItemType(string shapeName)
    {
        var shape = model.Shapes[shapeName];
        return shape.Type switch
        {
            "string" => "string",
            "blob" => "MemoryStream",
            "list" => $"List<{ItemType(shape.Item!.Shape)}>",
            "map" => $"Dictionary<string, {ItemType(shape.Value!.Shape)}>",
            "structure" => Class(shapeName),
            _ => ValueType(shape.Type) ?? throw new NotSupportedException(
                $"{settings.PackageId}: shape {shapeName} is a {shape.Type}, which the generator does not know."),
        };
    }

    /// <summary>Each word of the value with a capital, and what no identifier may hold left out.</summary>
    public static string EnumConstant(string value)
    {
        var words = value.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        var name = new StringBuilder();
        foreach (var character in words.SelectMany(Capitalise))
        {
            if (char.IsAsciiLetterOrDigit(character) || character == '_')
            {
                name.Append(character);
            }
        }

        if (name.Length == 0)
        {
            return "Empty";
        }

        return char.IsAsciiDigit(name[0]) ? "_" + name : name.ToString();
    }

    public static string Literal(string text) =>
        $"\"{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    public static string Literal(bool value) => value ? "true" : "false";

    private static string Capitalise(string word) =>
        word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];

    private static string? ValueType(string modelType) => modelType switch
    {
        "integer" => "int",
        "long" => "long",
        "boolean" => "bool",
        "double" => "double",
        "float" => "float",
        "timestamp" => "DateTime",
        _ => null,
    };
}
