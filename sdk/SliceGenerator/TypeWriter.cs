namespace ServerlessReadiness.SliceGenerator;

/// <summary>Requests, responses, structures, exceptions and enums: the classes that users see.</summary>
internal static class TypeWriter
{
    private const string ErrorParameters =
        "ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode";

    public static void WriteModel(Slice slice, SourceText text)
    {
        text.Open($"namespace {slice.Settings.Namespace}.Model");
        foreach (var operation in slice.Operations)
        {
            WriteClass(slice, text, Naming.Request(operation), slice.Names.Service + "Request", operation.Input);
            WriteClass(slice, text, Naming.Response(operation), "AmazonWebServiceResponse", operation.Output);
        }

        foreach (var shape in slice.Structures)
        {
            WriteClass(slice, text, slice.Names.Class(shape), null, shape);
        }

        foreach (var error in slice.Errors)
        {
            WriteException(slice, text, slice.Names.Class(error), slice.Names.BaseException, error);
        }

        text.Close();
    }

    /// <summary>What stands in the service's namespace itself, beside the client.</summary>
    public static void WriteCommon(Slice slice, SourceText text)
    {
        text.Open($"public partial class {slice.Names.Service}Request : AmazonWebServiceRequest").Close().Gap();
        WriteException(slice, text, slice.Names.BaseException, "AmazonServiceException", null);
        foreach (var (name, values) in slice.Enums)
        {
            WriteEnum(text, name, values);
        }
    }

    private static void WriteClass(Slice slice, SourceText text, string name, string? baseClass, string? shapeName)
    {
        text.Open($"public partial class {name}{(baseClass is null ? "" : " : " + baseClass)}");
        foreach (var member in slice.MembersOf(shapeName))
        {
            if (member.IsDeprecated)
            {
                text.Line("[Obsolete(\"The service marks this member as deprecated.\")]");
            }

            WriteProperty(slice, text, shapeName!, member);
        }

        text.Close().Gap();
    }

    private static void WriteProperty(Slice slice, SourceText text, string shapeName, Member member)
    {
        // Version 4 leaves collections null unless the application asks for empty ones.
        var isCollection = slice.Shape(member).Type is "list" or "map";
        var initialiser = isCollection ? " = AWSConfigs.InitializeCollections ? new() : null;" : "";
        var type = slice.Names.PropertyType(member.Shape);
        text.Line($"public {type} {slice.Names.Property(shapeName, member)} {{ get; set; }}{initialiser}");
    }

    private static void WriteException(Slice slice, SourceText text, string name, string baseClass, string? shapeName)
    {
        text.Open($"public partial class {name} : {baseClass}");
        text.Line($"public {name}() {{ }}");
        text.Line($"public {name}(string message) : base(message) {{ }}");
        text.Line($"public {name}(string message, Exception innerException) : base(message, innerException) {{ }}");
        text.Line($"public {name}(Exception innerException) : base(innerException) {{ }}");
        text.Line($"public {name}(string message, Exception innerException, {ErrorParameters})");
        text.Continued(": base(message, innerException, errorType, errorCode, requestId, statusCode) { }");
        text.Line($"public {name}(string message, {ErrorParameters})");
        text.Continued(": base(message, errorType, errorCode, requestId, statusCode) { }");
        foreach (var member in ErrorMembers(slice, shapeName))
        {
            WriteProperty(slice, text, shapeName!, member);
        }

        if (shapeName is not null && slice.Model.Shapes[shapeName] is { IsRetryable: true } shape)
        {
            text.Line($"public override RetryableDetails Retryable => new({Naming.Literal(shape.IsThrottling)});");
        }

        text.Close().Gap();
    }

    /// <summary>Members of an error; its message is the exception's own.</summary>
    public static IEnumerable<Member> ErrorMembers(Slice slice, string? shapeName) => slice.MembersOf(shapeName)
        .Where(member => !string.Equals(member.Name, "message", StringComparison.OrdinalIgnoreCase));

    private static void WriteEnum(SourceText text, string name, IReadOnlyList<string> values)
    {
        // Two values may give one constant ("a.b", "a-b"): the first one in the model has it.
        var constants = values.GroupBy(Naming.EnumConstant, StringComparer.Ordinal)
            .Select(group => (Constant: group.Key, Value: group.First()))
            .OrderBy(pair => pair.Constant, StringComparer.Ordinal);
        text.Open($"public class {name} : ConstantClass");
        foreach (var (constant, value) in constants)
        {
            text.Line($"public static readonly {name} {constant} = new({Naming.Literal(value)});");
        }

        text.Line($"public {name}(string value) : base(value) {{ }}");
        text.Line($"public static {name} FindValue(string value) => FindValue<{name}>(value);");
        text.Line($"public static implicit operator {name}(string value) => FindValue(value);");
        text.Close().Gap();
    }
}
