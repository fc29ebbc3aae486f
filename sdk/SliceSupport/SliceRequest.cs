#nullable enable
using System.Text;
using System.Text.Json;
using System.Xml;
using Amazon.Runtime;

namespace ServerlessReadiness.SliceSupport;

/// <summary>
/// One HTTP request as a protocol describes it, before AWSSDK.Core gives it an endpoint and a signature.
/// </summary>
internal sealed class SliceRequest(AmazonWebServiceRequest original, string method, string path)
{
    public AmazonWebServiceRequest Original { get; } = original;

    public string Method { get; } = method;

    /// <summary>The path with its <c>{labels}</c> still in it.</summary>
    public string Path { get; } = path;

    public List<KeyValuePair<string, string>> PathLabels { get; } = [];

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    /// <summary>Parameters: the form of a query-protocol request, or the query string of a REST request.</summary>
    public List<KeyValuePair<string, string>> Parameters { get; } = [];

    /// <summary>True when <see cref="Parameters"/> belong to the URL and not to the body.</summary>
    public bool ParametersAreInUrl { get; private init; }

    public byte[]? Content { get; private set; }

    /// <summary>AWS query protocol: a form with the action, its version and flattened member names.</summary>
    public static SliceRequest Query<T>(T request, string action, string version, Action<BodyWriter, T> write)
        where T : AmazonWebServiceRequest
    {
        var result = new SliceRequest(request, "POST", "/");
        result.Parameters.Add(new("Action", action));
        result.Parameters.Add(new("Version", version));
        write(new QueryBodyWriter(result.Parameters), request);
        return result;
    }

    /// <summary>AWS JSON protocol: the operation is a header, the input a JSON document.</summary>
    public static SliceRequest JsonRpc<T>(T request, string target, string jsonVersion, Action<BodyWriter, T> write)
        where T : AmazonWebServiceRequest
    {
        var result = new SliceRequest(request, "POST", "/");
        result.Headers.Add(new("X-Amz-Target", target));
        return result.WithJson(request, write, "application/x-amz-json-" + jsonVersion);
    }

    /// <summary>REST protocols: the method and path are the operation.</summary>
    public static SliceRequest Rest(AmazonWebServiceRequest request, string method, string path) =>
        new(request, method, path) { ParametersAreInUrl = true };

    /// <summary>
    /// Fills a <c>{label}</c> of the path; the service would take an empty one for another operation.
    /// </summary>
    public SliceRequest WithLabel(string label, string? value, string member)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new AmazonClientException(
                $"Request object does not have required field {member} set: it is part of the path {Path}.");
        }

        PathLabels.Add(new("{" + label + "}", value));
        return this;
    }

    /// <summary>Adds a header when there is a value.</summary>
    public SliceRequest WithHeader(string name, string? value)
    {
        if (value is not null)
        {
            Headers.Add(new(name, value));
        }

        return this;
    }

    /// <summary>Adds a parameter of the query string when there is a value.</summary>
    public SliceRequest WithQuery(string name, string? value)
    {
        if (value is not null)
        {
            Parameters.Add(new(name, value));
        }

        return this;
    }

    /// <summary>Adds a parameter of the query string once per value.</summary>
    public SliceRequest WithQuery(string name, IEnumerable<string>? values)
    {
        foreach (var value in values ?? [])
        {
            Parameters.Add(new(name, value));
        }

        return this;
    }

    public SliceRequest WithJson<T>(T value, Action<BodyWriter, T> write, string contentType)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(new JsonBodyWriter(json), value);
            json.WriteEndObject();
        }

        return WithContent(buffer, contentType);
    }

    public SliceRequest WithXml<T>(T value, Action<BodyWriter, T> write, string root, string xmlNamespace)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement(root, xmlNamespace);
            write(new XmlBodyWriter(xml, xmlNamespace), value);
            xml.WriteEndElement();
        }

        return WithContent(buffer, "application/xml");
    }

    /// <summary>
    /// Sends bytes as they are. All of them, wherever the stream stands: a stream that was just written stands at its
    /// end, and a retry starts over.
    /// </summary>
    public SliceRequest WithPayload(MemoryStream? payload)
    {
        if (payload is { Length: > 0 })
        {
            return WithContent(payload, "application/octet-stream");
        }

        Content = [];
        return this;
    }

    private SliceRequest WithContent(MemoryStream buffer, string contentType)
    {
        Content = buffer.ToArray();
        Headers.Add(new("Content-Type", contentType));
        return this;
    }
}
