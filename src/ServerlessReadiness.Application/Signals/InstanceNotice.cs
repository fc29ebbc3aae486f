using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Application.Signals;

/// <summary>What EC2 announced about an instance.</summary>
/// <param name="Kind">What.</param>
/// <param name="Instance">Which instance.</param>
/// <param name="Account">The account's 12 digits.</param>
/// <param name="Region">The region's code.</param>
/// <param name="At">When.</param>
/// <param name="Word">
/// The state (stopped, terminated, …) or what is done to a Spot instance (terminate, stop, hibernate); null for a
/// rebalance recommendation.
/// </param>
/// <param name="Id">EventBridge's id of the event; a repeat has the same.</param>
public sealed record InstanceNotice(
    InstanceNoticeKind Kind,
    InstanceId Instance,
    string Account,
    string Region,
    DateTimeOffset At,
    string? Word,
    string? Id);
