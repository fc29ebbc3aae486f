using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>SSM documents and functions of the user's. A document started twice with one token starts once.</summary>
public sealed class FakeAutomations(TimeProvider time)
{
    private readonly Dictionary<string, Execution> _executions = new(StringComparer.Ordinal);
    private readonly List<string> _payloads = [];

    /// <summary>How long each document takes, and how it fails; null for a success.</summary>
    public IDictionary<string, (TimeSpan Takes, string? Failure)> Documents { get; } =
        new Dictionary<string, (TimeSpan, string?)>(StringComparer.Ordinal);

    /// <summary>What each function answers to its payload; one that throws reports an error.</summary>
    public IDictionary<string, Func<string, string>> Functions { get; } =
        new Dictionary<string, Func<string, string>>(StringComparer.Ordinal);

    /// <summary>The documents that were started, in order.</summary>
    public IReadOnlyList<string> Started => [.. _executions.Values.Select(e => e.Document)];

    /// <summary>What the functions were given, in order.</summary>
    public IReadOnlyList<string> Payloads => _payloads;

    internal string Start(Change.StartAutomation change)
    {
        if (!Documents.TryGetValue(change.Document, out var document))
        {
            throw new PortException(PortFailure.NotFound, $"There is no document {change.Document}; name one that exists.");
        }

        var id = $"execution-{change.Token}";
        _executions.TryAdd(id, new Execution(change.Document, time.GetUtcNow() + document.Takes, document.Failure));
        return id;
    }

    internal ReceiptSnapshot Read(string receipt) => _executions[receipt] switch
    {
        { EndsAt: var end } when time.GetUtcNow() < end => new ReceiptSnapshot(receipt, ReceiptState.Pending, "InProgress"),
        { Failure: { } failure } => new ReceiptSnapshot(receipt, ReceiptState.Failed, failure),
        _ => new ReceiptSnapshot(receipt, ReceiptState.Done, "Success"),
    };

    internal string Invoke(Change.InvokeFunction change)
    {
        if (!Functions.TryGetValue(change.Function, out var function))
        {
            throw new PortException(PortFailure.NotFound, $"There is no function {change.Function}; name one that exists.");
        }

        _payloads.Add(change.Payload);
        try
        {
            return function(change.Payload);
        }
        catch (InvalidOperationException e)
        {
            throw new PortException(PortFailure.Refused, $"{change.Function} reports an error: {e.Message}", e);
        }
    }

    private sealed record Execution(string Document, DateTimeOffset EndsAt, string? Failure);
}
