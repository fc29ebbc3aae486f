using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Snapshots;

namespace ServerlessReadiness.Aws.Messages;

/// <summary>How many letters wait in queues that the process was told of, all asked at once.</summary>
public sealed class LetterCounts(DeadLetterQueues queues, IReadOnlyList<Uri> addresses) : ILetterCounts
{
    /// <summary>CloudFormation names a queue STACK-LOGICALID-CHANCE.</summary>
    private const int PartsAfterStack = 2;

    public async Task<IReadOnlyList<QueueView>> CountAsync(CancellationToken cancellationToken)
    {
        var read = await Task.WhenAll(addresses.Select(a =>
            queues.ReadAsync(NameOf(a), a.AbsoluteUri, cancellationToken)));
        return
        [
            .. read.Select(q => new QueueView(q.Name, q.Waiting + q.Hidden))
                .Where(q => q.Letters > 0)
                .OrderBy(q => q.Queue, StringComparer.Ordinal),
        ];
    }

    private static string NameOf(Uri address)
    {
        var name = address.Segments[^1];
        var parts = name.Split('-');
        return parts.Length > PartsAfterStack ? parts[^PartsAfterStack] : name;
    }
}
