using System.Text;
using System.Text.Json;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Functions;
using ServerlessReadiness.Functions.Signals;

namespace ServerlessReadiness.Cli.Local;

/// <summary>
/// Which function an account gives a payload to: what the subscriptions, rules, schedules and hand-overs of
/// <c>template.yaml</c> say, told from the payload alone. A test compares the two.
/// </summary>
internal static class Wiring
{
    /// <summary>
    /// What a topic's name holds: the template's own names first, which a stack wraps in others, then those of
    /// <c>local init</c> and of the recorded signals.
    /// </summary>
    private static readonly (string Part, string Function)[] Topics =
    [
        ("LifecycleTopic", nameof(LifecycleResponder)),
        ("OperatorCommandsTopic", nameof(OperatorCommands)),
        ("AlarmTopic", nameof(AlarmResponder)),
        ("lifecycle", nameof(LifecycleResponder)),
        ("commands", nameof(OperatorCommands)),
        ("alarms", nameof(AlarmResponder)),
    ];

    /// <summary>The entry point. What is wired to none is given to the one that journals it as unreadable.</summary>
    public static string FunctionFor(byte[] payload, IReadOnlyList<Signal> signals)
    {
        using var document = WireJson.TryParse(Encoding.UTF8.GetString(payload), out _);
        return document is null
            ? nameof(AlarmResponder)
            : OfEnvelope(document.RootElement, 1) ?? signals.Select(Of).FirstOrDefault(f => f is not null)
                ?? nameof(AlarmResponder);
    }

    /// <summary>By what carries the message; null where that says nothing.</summary>
    private static string? OfEnvelope(JsonElement json, int depth)
    {
        if (depth > SignalReader.EnvelopesMax)
        {
            return null;
        }

        if (json.Member("Records").Items().FirstOrDefault() is { ValueKind: JsonValueKind.Object } record)
        {
            return record.Text("body") is { } body ? OfBody(body, depth + 1) : OfTopic(record.Member("Sns").Text("TopicArn"));
        }

        return json.Has("requestPayload") ? OfEnvelope(json.Member("requestPayload"), depth + 1)
            : json.IsText("TopicArn") ? OfTopic(json.Text("TopicArn"))
            : OfSource(json.Text("source"), json.Text("detail-type"), json.Member("resources").Items(), json.Has("review"));
    }

    /// <summary>A letter of a dead letter queue holds the payload that its function failed on.</summary>
    private static string? OfBody(string body, int depth)
    {
        using var document = WireJson.TryParse(body, out _);
        return document is null ? null : OfEnvelope(document.RootElement, depth);
    }

    private static string? OfTopic(string? arn)
    {
        var name = arn?.Split(':')[^1];
        return name is null
            ? null
            : Topics.Where(t => name.Contains(t.Part, StringComparison.Ordinal)).Select(t => t.Function).FirstOrDefault();
    }

    private static string? OfSource(
        string? source,
        string? detailType,
        JsonElement.ArrayEnumerator rules,
        bool isReview) =>
        (source, detailType) switch
        {
            (HandOver.Source, _) => isReview ? nameof(Reviewer) : nameof(Executor),
            ("aws.cloudwatch", _) => nameof(AlarmResponder),
            ("aws.autoscaling" or "aws.ec2" or "aws.health", _) => nameof(LifecycleResponder),
            ("aws.scheduler", _) or (_, "Scheduled Event") => OfRule(rules),
            _ => null,
        };

    /// <summary>Schedules differ by nothing but the names of their rules, which begin with the function's.</summary>
    private static string OfRule(JsonElement.ArrayEnumerator rules) =>
        ((string[])[nameof(Reporter), nameof(Reviewer)]).FirstOrDefault(function => rules.Any(r =>
            r.ValueKind == JsonValueKind.String
            && r.GetString()!.Contains(function, StringComparison.OrdinalIgnoreCase))) ?? nameof(Clock);

    /// <summary>By the message itself, where it came bare.</summary>
    private static string? Of(Signal signal) => signal switch
    {
        Signal.AlarmChanged => nameof(AlarmResponder),
        Signal.Lifecycle or Signal.InstanceAnnounced or Signal.HealthAnnounced => nameof(LifecycleResponder),
        Signal.Commanded => nameof(OperatorCommands),
        Signal.Tick => nameof(Clock),
        Signal.RunDue or Signal.CommandDue => nameof(Executor),
        Signal.ReviewAsked => nameof(Reviewer),
        _ => null,
    };
}
