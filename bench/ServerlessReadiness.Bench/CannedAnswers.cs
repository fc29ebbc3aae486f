using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace ServerlessReadiness.Bench;

/// <summary>What is answered to each operation. An operation without an answer is told so, and fails the bench.</summary>
internal sealed class CannedAnswers(CannedData data)
{
    private const string DynamoJson = "application/x-amz-json-1.0";
    private const string Xml = "text/xml";
    private const int Ok = 200;
    private const int NotImplemented = 400;

    private readonly Dictionary<(string Pk, string Sk), JsonElement> _items =
        data.Items.ToDictionary(item => (Text(item, "pk"), Text(item, "sk")));

    private volatile bool _raised;

    /// <summary>The group has its base size again.</summary>
    public void Reset() => _raised = false;

    public CannedAnswer Answer(string? target, MemoryStream body)
    {
        if (target is { Length: > 0 })
        {
            var operation = target[(target.LastIndexOf('.') + 1)..];
            using var request = JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length));
            return AnswerJson(operation, request.RootElement);
        }

        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length));
        return AnswerXml(form.TryGetValue("Action", out var action) ? action.ToString() : "");
    }

    private CannedAnswer AnswerJson(string operation, JsonElement request) => operation switch
    {
        "GetItem" => Dynamo(operation, json => WriteItem(json, request)),
        "BatchGetItem" => Dynamo(operation, json => WriteItems(json, request)),
        "Query" => Dynamo(operation, json => WriteQuery(json, request)),
        "PutItem" or "TransactWriteItems" => Dynamo(operation, _ => { }),
        _ => Unknown(operation, DynamoJson),
    };

    private CannedAnswer AnswerXml(string operation) => operation switch
    {
        "DescribeAutoScalingGroups" => Text(operation, _raised ? data.GroupRaised : data.Group),
        "UpdateAutoScalingGroup" => Raise(operation),
        "DescribeInstanceRefreshes" => Text(operation, CannedText.NoRefreshes),
        "DescribeScalingActivities" => Text(operation, CannedText.NoActivities),
        "DescribeAlarms" => Text(operation, CannedText.NoAlarms),
        _ => Unknown(operation, Xml),
    };

    private CannedAnswer Raise(string operation)
    {
        _raised = true;
        return Text(operation, CannedText.Updated);
    }

    private void WriteItem(Utf8JsonWriter json, JsonElement request)
    {
        if (Find(request.GetProperty("Key")) is { } item)
        {
            json.WritePropertyName("Item");
            item.WriteTo(json);
        }
    }

    private void WriteItems(Utf8JsonWriter json, JsonElement request)
    {
        json.WriteStartObject("Responses");
        foreach (var table in request.GetProperty("RequestItems").EnumerateObject())
        {
            json.WriteStartArray(table.Name);
            foreach (var key in table.Value.GetProperty("Keys").EnumerateArray())
            {
                Find(key)?.WriteTo(json);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteStartObject("UnprocessedKeys");
        json.WriteEndObject();
    }

    /// <summary>All items of the partition that any value of the request names: the only query on the path.</summary>
    private void WriteQuery(Utf8JsonWriter json, JsonElement request)
    {
        var values = request.GetProperty("ExpressionAttributeValues").EnumerateObject()
            .Select(v => v.Value.TryGetProperty("S", out var text) ? text.GetString() : null)
            .ToHashSet(StringComparer.Ordinal);
        var found = _items.Where(i => values.Contains(i.Key.Pk)).Select(i => i.Value).ToList();
        json.WriteNumber("Count", found.Count);
        json.WriteNumber("ScannedCount", found.Count);
        json.WriteStartArray("Items");
        foreach (var item in found)
        {
            item.WriteTo(json);
        }

        json.WriteEndArray();
    }

    private JsonElement? Find(JsonElement key) =>
        _items.TryGetValue((Text(key, "pk"), Text(key, "sk")), out var item) ? item : null;

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetProperty("S").GetString() ?? "";

    private static CannedAnswer Dynamo(string operation, Action<Utf8JsonWriter> write)
    {
        var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return new CannedAnswer(operation, Ok, DynamoJson, body.GetBuffer().AsMemory(0, (int)body.Length));
    }

    private static CannedAnswer Text(string operation, string xml) => new(operation, Ok, Xml, Encoding.UTF8.GetBytes(xml));

    private static CannedAnswer Unknown(string operation, string contentType) => new(
        $"unknown {operation}",
        NotImplemented,
        contentType,
        """{"__type":"UnknownOperationException","message":"The canned endpoint has no answer for it."}"""u8.ToArray());
}
