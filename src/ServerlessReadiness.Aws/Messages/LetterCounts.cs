using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Snapshots;

namespace ServerlessReadiness.Aws.Messages;

/// <summary>How many letters wait in queues that the process was told of, all asked at once.</summary>
public sealed class LetterCounts(QueueLetters letters, IReadOnlyList<Uri> addresses) : ILetterCounts
{
    /// <summary>CloudFormation names a queue STACK-LOGICALID-CHANCE.</summary>
    private const int PartsAfterStack = 2;

    public async Task<IReadOnlyList<QueueView>> CountAsync(CancellationToken cancellationToken)
    {
        var read = await Task.WhenAll(addresses.Select(a =>
            letters.ReadAsync(a.Segments[^1], a, cancellationToken)));
        return
        [
            .. read.Select(q => new QueueView(InTemplate(q.Name), q.Waiting + q.Hidden))
                .Where(q => q.Letters > 0)
                .OrderBy(q => q.Queue, StringComparer.Ordinal),
        ];
    }

    private static string InTemplate(string name)
    {
        var parts = name.Split('-');
        return parts.Length > PartsAfterStack ? parts[^PartsAfterStack] : name;
    }
}
