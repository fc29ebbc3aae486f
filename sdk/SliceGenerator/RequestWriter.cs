namespace ServerlessReadiness.SliceGenerator;

/// <summary>Code that turns requests into what is sent.</summary>
internal static class RequestWriter
{
    public static void WriteRequests(Slice slice, SourceText text)
    {
        foreach (var operation in slice.Operations)
        {
            WriteSend(slice, text, operation);
            if (!slice.IsRest || BodyMembers(slice, operation.Input).Count > 0)
            {
                WriteMembers(slice, text, Naming.Request(operation), operation.Input);
            }
        }

        foreach (var shape in slice.Written)
        {
            WriteMembers(slice, text, slice.Names.Class(shape), shape);
        }
    }

    private static void WriteSend(Slice slice, SourceText text, Operation operation)
    {
        var request = Naming.Request(operation);
        var write = "Write" + request;
        var model = slice.Model;
        text.Line($"internal static SliceRequest Send{operation.Name}({request} request) =>");
        switch (slice.Protocol)
        {
            case "query":
                var action = $"{Naming.Literal(operation.Name)}, {Naming.Literal(model.ApiVersion)}";
                text.Continued($"SliceRequest.Query(request, {action}, {write});");
                break;
            case "json":
                var target = Naming.Literal($"{model.TargetPrefix}.{operation.Name}");
                text.Continued(
                    $"SliceRequest.JsonRpc(request, {target}, {Naming.Literal(model.JsonVersion!)}, {write});");
                break;
            default:
                WriteRest(slice, text, operation, write);
                break;
        }

        text.Gap();
    }

    private static void WriteRest(Slice slice, SourceText text, Operation operation, string write)
    {
        var uri = operation.RequestPath.Split('?', 2);
        var calls = new List<string>();
        foreach (var pair in uri.Length > 1 ? uri[1].Split('&') : [])
        {
            var parts = pair.Split('=', 2);
            var value = parts.Length > 1 ? parts[1] : "";
            calls.Add($".WithQuery({Naming.Literal(parts[0])}, {Naming.Literal(value)})");
        }

        foreach (var member in slice.MembersOf(operation.Input).Where(member => member.Location is not null))
        {
            calls.Add(Located(slice, operation, uri[0], member));
        }

        if (slice.BlobPayload(operation.Input) is { } payload)
        {
            calls.Add($".WithPayload(request.{slice.Names.Property(operation.Input!, payload)})");
        }
        else if (BodyMembers(slice, operation.Input).Count > 0)
        {
            calls.Add(slice.Protocol == "rest-json"
                ? $".WithJson(request, {write}, \"application/json\")"
                : $".WithXml(request, {write}, {Naming.Literal(operation.InputElement!)}, "
                    + $"{Naming.Literal(operation.InputNamespace!)})");
        }

        var start = $"SliceRequest.Rest(request, {Naming.Literal(operation.Method)}, {Naming.Literal(uri[0])})";
        text.Continued(calls.Count == 0 ? start + ";" : start);
        for (var index = 0; index < calls.Count; index++)
        {
            text.Continued("    " + calls[index] + (index == calls.Count - 1 ? ";" : ""));
        }
    }

    private static string Located(Slice slice, Operation operation, string path, Member member)
    {
        var property = slice.Names.Property(operation.Input!, member);
        var value = Text(slice, operation, member, "request." + property);
        var name = Naming.Literal(member.WireName);
        switch (member.Location)
        {
            case "uri":
                var id = slice.Settings.PathIdsMayHavePrefix ? $"WireText.LastSegment({value})" : value;
                var isGreedy = path.Contains("{" + member.WireName + "+}", StringComparison.Ordinal);
                var label = Naming.Literal(member.WireName + (isGreedy ? "+" : ""));
                return $".WithLabel({label}, {id}, {Naming.Literal(property)})";
            case "querystring":
                return $".WithQuery({name}, {value})";
            case "header":
                return $".WithHeader({name}, {value})";
            default:
                throw slice.Refusal($"{operation.Name}.{member.Name}", $"a request {member.Location}");
        }
    }

    private static string Text(Slice slice, Operation operation, Member member, string value)
    {
        var shape = slice.Shape(member);
        switch (shape.Type)
        {
            case "string":
                return shape.IsEnum ? value + "?.Value" : value;
            case "integer" or "long" or "boolean":
                return $"WireText.Of({value})";
            case "timestamp":
                return $"WireText.Of({value}, {slice.TimeFormat(member)})";
            case "list" when member.Location == "querystring" && slice.Shape(shape.Item!).Type == "string":
                return value;
            default:
                throw slice.Refusal($"{operation.Name}.{member.Name}", $"a {shape.Type} in the {member.Location}");
        }
    }

    private static List<Member> BodyMembers(Slice slice, string? shapeName)
    {
        if (slice.BlobPayload(shapeName) is not null)
        {
            return [];
        }

        if (shapeName is not null && slice.Model.Shapes[shapeName].Payload is { } payload)
        {
            throw slice.Refusal($"{shapeName}.{payload}", "a request payload that is no blob of a rest-json service");
        }

        return [.. slice.MembersOf(shapeName).Where(member => member.Location is null)];
    }

    private static void WriteMembers(Slice slice, SourceText text, string name, string? shapeName)
    {
        text.Open($"internal static void Write{name}(BodyWriter body, {name} value)");
        foreach (var member in BodyMembers(slice, shapeName))
        {
            text.Line(MemberCall(slice, shapeName!, member));
        }

        text.Close().Gap();
    }

    private static string MemberCall(Slice slice, string shapeName, Member member)
    {
        var shape = slice.Shape(member);
        var value = "value." + slice.Names.Property(shapeName, member);
        var name = Naming.Literal(WireName(shape, member));
        if (member.IsIdempotencyToken)
        {
            // The service recognises a retry by this token, so a missing one is made up once per call.
            return $"body.Member({name}, {value} ?? Guid.NewGuid().ToString());";
        }

        return shape.Type switch
        {
            "structure" => $"body.Member({name}, {value}, Write{slice.Names.Class(shape.Name)});",
            "list" => $"body.List({name}, {CollectionForm.Of(shape)}, {value}, {ItemWriter(slice, shape.Item!)});",
            "map" => $"body.Map({name}, {CollectionForm.Of(shape)}, {value}, {ItemWriter(slice, shape.Value!)});",
            "timestamp" => $"body.Member({name}, {value}, {slice.TimeFormat(member)});",
            _ => $"body.Member({name}, {value});",
        };
    }

    // A flattened list has no element of its own, so the name of its items takes the place of the member's.
    private static string WireName(Shape shape, Member member) =>
        shape is { IsFlattened: true, Type: "list", Item.LocationName: { } item } ? item : member.WireName;

    private static string ItemWriter(Slice slice, Member item)
    {
        var shape = slice.Shape(item);
        var call = shape.Type switch
        {
            "structure" => $"body.Structure(item, Write{slice.Names.Class(shape.Name)})",
            "list" => $"body.List({CollectionForm.Of(shape)}, item, {ItemWriter(slice, shape.Item!)})",
            "map" => $"body.Map({CollectionForm.Of(shape)}, item, {ItemWriter(slice, shape.Value!)})",
            "timestamp" => $"body.Value(item, {slice.TimeFormat(item)})",
            _ => "body.Value(item)",
        };
        return $"static (body, item) => {call}";
    }
}
