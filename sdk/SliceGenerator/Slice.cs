namespace ServerlessReadiness.SliceGenerator;

/// <summary>What one slice holds: its operations and every shape that they reach, split by direction.</summary>
internal sealed class Slice
{
    private static readonly string[] XmlProtocols = ["query", "rest-xml"];
    private static readonly string[] JsonProtocols = ["json", "rest-json"];

    public Slice(ServiceModel model, SliceSettings settings)
    {
        Model = model;
        Settings = settings;
        Names = new Naming(model, settings);
        Protocol = settings.Protocol ?? model.Protocol;
        if (!XmlProtocols.Contains(Protocol) && !JsonProtocols.Contains(Protocol))
        {
            throw new NotSupportedException(
                $"{settings.PackageId}: protocol {Protocol} is not supported; state another one as \"protocol\" "
                + "in slices.json if the service has it.");
        }

        Operations = [.. Chosen()];
        foreach (var operation in Operations)
        {
            Reach(operation);
        }
    }

    public ServiceModel Model { get; }

    public SliceSettings Settings { get; }

    public Naming Names { get; }

    public string Protocol { get; }

    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>Structures in answers, by shape name.</summary>
    public SortedSet<string> Read { get; } = new(StringComparer.Ordinal);

    /// <summary>Structures in requests, by shape name.</summary>
    public SortedSet<string> Written { get; } = new(StringComparer.Ordinal);

    public SortedSet<string> Errors { get; } = new(StringComparer.Ordinal);

    /// <summary>Values by class name: two shapes may be one enum.</summary>
    public SortedDictionary<string, IReadOnlyList<string>> Enums { get; } = new(StringComparer.Ordinal);

    public bool IsXml => XmlProtocols.Contains(Protocol);

    public bool IsRest => Protocol is "rest-xml" or "rest-json";

    /// <summary>The class that readers read from.</summary>
    public string Source => IsXml ? "XmlSource" : "JsonSource";

    /// <summary>Classes of the model that are neither a request nor a response.</summary>
    public IEnumerable<string> Structures
    {
        get
        {
            var taken = Operations.SelectMany(o => new[] { Naming.Request(o), Naming.Response(o) }).ToHashSet();
            return Read.Union(Written)
                .Where(shape => !Model.Shapes[shape].IsException && !taken.Contains(Names.Class(shape)))
                .Order(StringComparer.Ordinal);
        }
    }

    public Shape Shape(Member member) => Model.Shapes[member.Shape];

    public IReadOnlyList<Member> MembersOf(string? shapeName) =>
        shapeName is null ? [] : Model.Shapes[shapeName].Members;

    /// <summary>
    /// The member that is the whole body as bytes, or null. Only rest-json services that are used have one.
    /// </summary>
    public Member? BlobPayload(string? shapeName)
    {
        if (Protocol != "rest-json" || shapeName is null || Model.Shapes[shapeName].Payload is not { } name)
        {
            return null;
        }

        var member = Model.Shapes[shapeName].MemberNamed(name);
        if (Shape(member).Type != "blob")
        {
            return null;
        }

        return member.IsStreaming || Shape(member).IsStreaming
            ? throw Refusal($"{shapeName}.{name}", "a streaming payload")
            : member;
    }

    /// <summary>The <c>TimeFormat</c> of a member: its own, its shape's, or the default of where it travels.</summary>
    public string TimeFormat(Member member)
    {
        var format = member.TimestampFormat ?? Shape(member).TimestampFormat ?? member.Location switch
        {
            "header" => "rfc822",
            "querystring" or "uri" => "iso8601",
            _ => IsXml ? "iso8601" : "unixTimestamp",
        };
        return format switch
        {
            "unixTimestamp" => "TimeFormat.UnixSeconds",
            "rfc822" => "TimeFormat.Rfc822",
            "iso8601" => "TimeFormat.Iso8601",
            _ => throw Refusal(member.Name, $"time format {format}"),
        };
    }

    /// <summary>Better no slice than one that loses data silently.</summary>
    public NotSupportedException Refusal(string what, string trait) => new(
        $"{Settings.PackageId}: {what} uses {trait}, which the generator does not support; "
        + "take the operation out of slices.json or teach the generator.");

    private IEnumerable<Operation> Chosen()
    {
        if (Settings.Operations is [SliceSettings.AllOperations])
        {
            return Model.Operations.Values.OrderBy(operation => operation.Name, StringComparer.Ordinal);
        }

        return Settings.Operations.Select(name => Model.Operations.TryGetValue(name, out var operation)
            ? operation
            : throw new InvalidDataException(
                $"slices.json: {Settings.PackageId} lists {name}, which the model {Settings.Model} does not have."));
    }

    private void Reach(Operation operation)
    {
        foreach (var member in MembersOf(operation.Input))
        {
            Reach(member, Written);
        }

        foreach (var member in MembersOf(operation.Output))
        {
            Reach(member, Read);
        }

        foreach (var error in operation.Errors.Where(Errors.Add))
        {
            foreach (var member in MembersOf(error))
            {
                Reach(member, Read);
            }
        }
    }

    private void Reach(Member member, SortedSet<string> direction)
    {
        var shape = Shape(member);
        if ((member.Unsupported ?? shape.Unsupported) is { } trait)
        {
            throw Refusal(member.Name, trait);
        }

        if (shape.IsEnum)
        {
            Enums[Names.Class(shape.Name)] = shape.EnumValues;
        }

        foreach (var part in new[] { shape.Item, shape.Key, shape.Value }.OfType<Member>())
        {
            Reach(part, direction);
        }

        // A structure may hold itself, so each is entered once.
        if (shape.Type == "structure" && direction.Add(shape.Name))
        {
            foreach (var inner in shape.Members)
            {
                Reach(inner, direction);
            }
        }
    }
}
