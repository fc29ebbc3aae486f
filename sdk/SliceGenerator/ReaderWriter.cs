namespace ServerlessReadiness.SliceGenerator;

/// <summary>Code that turns an answer into objects.</summary>
internal static class ReaderWriter
{
    public static void WriteReaders(Slice slice, SourceText text)
    {
        foreach (var operation in slice.Operations)
        {
            WriteResponse(slice, text, operation);
        }

        foreach (var shape in slice.Read.Where(shape => !slice.Model.Shapes[shape].IsException))
        {
            var name = slice.Names.Class(shape);
            WriteObject(slice, text, $"{name} Read{name}({slice.Source} source)", shape, BodyMembers(slice, shape));
        }

        WriteFault(slice, text);
    }

    private static void WriteResponse(Slice slice, SourceText text, Operation operation)
    {
        var name = Naming.Response(operation);
        var source = slice.BlobPayload(operation.Output) is null ? slice.Source : "MemoryStream";
        WriteObject(
            slice,
            text,
            $"{name} Read{name}({source} source, Func<string, string> header)",
            operation.Output,
            [.. BodyMembers(slice, operation.Output), .. Headers(slice, operation)]);
    }

    private static void WriteObject(
        Slice slice, SourceText text, string signature, string? shape, List<(Member Member, string Value)> values)
    {
        if (values.Count == 0)
        {
            text.Line($"internal static {signature} => new();").Gap();
            return;
        }

        text.Open($"internal static {signature} => new()");
        foreach (var (member, value) in values)
        {
            text.Line($"{slice.Names.Property(shape!, member)} = {value},");
        }

        text.Close(";").Gap();
    }

    private static List<(Member Member, string Value)> BodyMembers(Slice slice, string? shapeName)
    {
        var payload = shapeName is null ? null : slice.Model.Shapes[shapeName].Payload;
        var values = new List<(Member, string)>();
        foreach (var member in slice.MembersOf(shapeName).Where(member => member.Location is null))
        {
            if (member.Name != payload)
            {
                values.Add((member, MemberValue(slice, member)));
            }
            else if (slice.BlobPayload(shapeName) is not null)
            {
                values.Add((member, "source"));
            }
            else if (slice.Shape(member).Type == "structure")
            {
                // A payload is the whole body, so it is read from the root and not from a child.
                values.Add((member, $"Read{slice.Names.Class(member.Shape)}(source)"));
            }
            else
            {
                throw slice.Refusal($"{shapeName}.{member.Name}", "a raw payload");
            }
        }

        return values;
    }

    private static IEnumerable<(Member Member, string Value)> Headers(Slice slice, Operation operation)
    {
        foreach (var member in slice.MembersOf(operation.Output).Where(member => member.Location is not null))
        {
            yield return member.Location == "statusCode"
                ? (member, "WireText.ToInt(header(CoreBridge.StatusHeader))")
                : (member, Header(slice, operation.Name, member, "header"));
        }
    }

    private static string Header(Slice slice, string owner, Member member, string headers)
    {
        if (member.Location != "header" || slice.Shape(member).Type != "string" || slice.Shape(member).IsEnum)
        {
            throw slice.Refusal($"{owner}.{member.Name}", $"a response {member.Location} that is no text");
        }

        return $"{headers}({Naming.Literal(member.WireName)})";
    }

    private static string MemberValue(Slice slice, Member member, string source = "source")
    {
        var shape = slice.Shape(member);
        var name = Naming.Literal(member.WireName);
        return shape.Type switch
        {
            "structure" => $"{source}.Structure({name}, Read{slice.Names.Class(shape.Name)})",
            "list" => $"{source}.List({name}, {Form(slice, shape)}{ItemReader(slice, shape.Item!)})",
            "map" => $"{source}.Map({name}, {Form(slice, shape)}{ItemReader(slice, shape.Value!)})",
            _ => $"{source}.{Scalar(shape)}({name})",
        };
    }

    private static string ItemReader(Slice slice, Member item)
    {
        var shape = slice.Shape(item);
        return shape.Type switch
        {
            "structure" => "Read" + slice.Names.Class(shape.Name),
            "list" => $"static item => item.List({Form(slice, shape)}{ItemReader(slice, shape.Item!)})",
            "map" => $"static item => item.Map({Form(slice, shape)}{ItemReader(slice, shape.Value!)})",
            _ => $"static item => item.{Scalar(shape)}()",
        };
    }

    /// <summary>The argument that names list items or map parts; JSON needs none.</summary>
    private static string Form(Slice slice, Shape shape) => slice.IsXml ? CollectionForm.Of(shape) + ", " : "";

    private static string Scalar(Shape shape) => shape.Type switch
    {
        "string" => "String",
        "integer" => "Int",
        "long" => "Long",
        "boolean" => "Bool",
        "double" => "Double",
        "float" => "Float",
        "timestamp" => "Time",
        "blob" => "Blob",
        _ => throw new NotSupportedException($"Shape {shape.Name} is a {shape.Type}, which cannot be read."),
    };

    private static string ErrorValue(Slice slice, string error, Member member) => member.Location is null
        ? MemberValue(slice, member)
        : Header(slice, error, member, "error.Header");

    private static void WriteFault(Slice slice, SourceText text)
    {
        const string arguments =
            "(error.Message, error.Inner, error.Type, error.Code, error.RequestId, error.StatusCode)";
        text.Open($"internal static AmazonServiceException Fault(SliceError error, {slice.Source} source) => "
            + "error.Code switch");
        foreach (var error in slice.Errors)
        {
            var code = slice.Model.Shapes[error].ErrorCode ?? error;

            // Two errors may have one code: it stays with the one that is called so.
            var codes = code == error || slice.Errors.Contains(code)
                ? Naming.Literal(error)
                : $"{Naming.Literal(code)} or {Naming.Literal(error)}";
            text.Line($"{codes} => new {slice.Names.Class(error)}{arguments}");
            var members = TypeWriter.ErrorMembers(slice, error).ToList();
            if (members.Count > 0)
            {
                var values = members.Select(m => $"{slice.Names.Property(error, m)} = {ErrorValue(slice, error, m)}");
                text.Line("{").Continued(string.Join(", ", values)).Line("},");
            }
            else
            {
                text.Line(",");
            }
        }

        text.Line($"_ => new {slice.Names.BaseException}{arguments},");
        text.Close(";");
    }
}
