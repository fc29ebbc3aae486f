using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Application.Signals;

/// <summary>An Auto Scaling notification with all that its message says; what a message leaves out is null.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Group">The Auto Scaling group's name.</param>
/// <param name="At">When Auto Scaling says that it happened.</param>
/// <param name="Instance">Which instance; always present for a hook, absent for a test and a failed launch.</param>
/// <param name="Hook">The lifecycle hook's name; always present for a hook.</param>
/// <param name="Token">Completes the hook, as the instance's id does too.</param>
/// <param name="Metadata">The text that the hook's owner configured.</param>
/// <param name="Origin">Where the instance comes from, for example EC2 or WarmPool.</param>
/// <param name="Destination">Where it goes, for example AutoScalingGroup or WarmPool.</param>
/// <param name="Cause">For a fleet notification: why the activity took place.</param>
/// <param name="Description">For a fleet notification: what went on, or what went wrong.</param>
/// <param name="StatusCode">For a fleet notification: InProgress, Failed and so on.</param>
/// <param name="Account">The account's 12 digits.</param>
/// <param name="RequestId">Auto Scaling's id of the activity.</param>
/// <param name="Source">How it arrived.</param>
public sealed record LifecycleNotice(
    LifecycleKind Kind,
    string Group,
    DateTimeOffset At,
    InstanceId? Instance,
    string? Hook,
    string? Token,
    string? Metadata,
    string? Origin,
    string? Destination,
    string? Cause,
    string? Description,
    string? StatusCode,
    string? Account,
    string? RequestId,
    SignalSource Source)
{
    /// <summary>The region's code; null when the message does not say, as SNS's does not.</summary>
    public string? Region { get; init; }

    /// <summary>Whether the instance goes to the group's warm pool and not to the group itself.</summary>
    public bool IsToWarmPool => Destination == "WarmPool";
}
