using ServerlessReadiness.Core;

namespace ServerlessReadiness.Application.Signals;

/// <summary>What AWS Health announced.</summary>
/// <param name="Arn">The Health event's ARN; updates of it have the same.</param>
/// <param name="Service">Such as EC2.</param>
/// <param name="Code">Such as AWS_EC2_OPERATIONAL_ISSUE.</param>
/// <param name="Category">issue, investigation, scheduledChange or accountNotification.</param>
/// <param name="Status">open, upcoming or closed.</param>
/// <param name="Account">The account that it concerns.</param>
/// <param name="Region">The region that it concerns; global for none.</param>
/// <param name="At">When it was announced.</param>
/// <param name="EndsAt">When it is expected to be over; null when it does not say.</param>
/// <param name="Text">What it says, shortened.</param>
/// <param name="Entities">What it names: instance ids, names or ARNs.</param>
public sealed record HealthNotice(
    string Arn,
    string Service,
    string Code,
    string Category,
    string Status,
    string Account,
    string Region,
    DateTimeOffset At,
    DateTimeOffset? EndsAt,
    string Text,
    EquatableList<string> Entities);
