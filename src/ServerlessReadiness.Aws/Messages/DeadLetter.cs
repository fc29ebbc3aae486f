namespace ServerlessReadiness.Aws.Messages;

/// <summary>Something that failed, taken out to look at.</summary>
/// <param name="Queue">Where it lies.</param>
/// <param name="Id">SQS's id of it.</param>
/// <param name="Receipt">What deletes it or puts it back.</param>
/// <param name="Body">What it holds, whole.</param>
/// <param name="SentAt">Since when it lies there.</param>
/// <param name="Looks">How often it was taken out.</param>
public sealed record DeadLetter(
    DeadLetterQueue Queue,
    string Id,
    string Receipt,
    string Body,
    DateTimeOffset SentAt,
    int Looks);
