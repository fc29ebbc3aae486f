using System.Text.Json;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Application.Signals;

/// <summary>Reads Auto Scaling's notifications: lifecycle hooks, fleet notifications and the test of both.</summary>
public static class LifecycleMessage
{
    /// <summary>Whether a JSON message from SNS is one of Auto Scaling's.</summary>
    public static bool IsOne(JsonElement message) =>
        message.IsText("AutoScalingGroupName")
        && (message.IsText("LifecycleTransition") || message.IsText("Event"));

    /// <summary>The JSON that Auto Scaling publishes to SNS.</summary>
    public static Signal FromSns(JsonElement message)
    {
        var name = message.Text("LifecycleTransition") ?? message.Text("Event");
        return Read(message, message, KindOfName(name), name, message.Text("Time"), SignalSource.Sns);
    }

    /// <summary>Whether an EventBridge event is one of Auto Scaling's.</summary>
    public static bool IsDetailType(string? detailType) => KindOfDetailType(detailType) is not null;

    public static Signal FromEventBridge(EventEnvelope envelope)
    {
        // The detail has no Time of its own for hooks; the envelope's is when Auto Scaling spoke.
        var time = envelope.Detail.Text("Time") ?? envelope.Time?.ToString("O");
        return Read(
            envelope.Detail,
            envelope.Whole,
            KindOfDetailType(envelope.DetailType),
            envelope.DetailType,
            time,
            SignalSource.EventBridge,
            envelope.Account,
            envelope.Region);
    }

    private static Signal Read(
        JsonElement message,
        JsonElement whole,
        LifecycleKind? kind,
        string? name,
        string? time,
        SignalSource source,
        string? account = null,
        string? region = null)
    {
        var group = message.Text("AutoScalingGroupName");
        var instance = InstanceId.TryParse(message.Text("EC2InstanceId"), out var id) ? id : (InstanceId?)null;
        var hook = message.Text("LifecycleHookName");
        var problem = ProblemOf(kind, name, group, instance, hook);
        if (!WireTime.TryParse(time, out var at))
        {
            problem ??= $"its time is {RawText.Quote(time)}, not an instant such as 2026-09-11T03:30:33.136Z";
        }

        if (problem is not null || kind is not { } known || group is null)
        {
            return new Signal.Unreadable(
                $"notification of Auto Scaling group {RawText.Quote(group)}: {problem}; "
                    + "send Auto Scaling's message unchanged.",
                RawText.Of(whole.GetRawText()));
        }

        return new Signal.Lifecycle(new LifecycleNotice(
            known,
            group,
            at,
            instance,
            hook,
            message.Text("LifecycleActionToken"),
            message.Text("NotificationMetadata"),
            message.Text("Origin"),
            message.Text("Destination"),
            message.Text("Cause"),
            message.Text("Description"),
            message.Text("StatusCode"),
            message.Text("AccountId") ?? account,
            message.Text("RequestId"),
            source) { Region = region });
    }

    private static string? ProblemOf(
        LifecycleKind? kind, string? name, string? group, InstanceId? instance, string? hook) =>
        (kind, group, instance, hook) switch
        {
            (null, _, _, _) => $"its kind {RawText.Quote(name)} is not known",
            (_, null or "", _, _) => "it names no group",
            (LifecycleKind.Launching or LifecycleKind.Terminating, _, null, _) => "its hook names no instance",
            (LifecycleKind.Launching or LifecycleKind.Terminating, _, _, null or "") => "it names no hook",
            _ => null,
        };

    private static LifecycleKind? KindOfName(string? name) => name switch
    {
        "autoscaling:TEST_NOTIFICATION" => LifecycleKind.Test,
        "autoscaling:EC2_INSTANCE_LAUNCHING" => LifecycleKind.Launching,
        "autoscaling:EC2_INSTANCE_TERMINATING" => LifecycleKind.Terminating,
        "autoscaling:EC2_INSTANCE_LAUNCH" => LifecycleKind.Launched,
        "autoscaling:EC2_INSTANCE_LAUNCH_ERROR" => LifecycleKind.LaunchFailed,
        "autoscaling:EC2_INSTANCE_TERMINATE" => LifecycleKind.Terminated,
        "autoscaling:EC2_INSTANCE_TERMINATE_ERROR" => LifecycleKind.TerminateFailed,
        _ => null,
    };

    private static LifecycleKind? KindOfDetailType(string? detailType) => detailType switch
    {
        "EC2 Instance-launch Lifecycle Action" => LifecycleKind.Launching,
        "EC2 Instance-terminate Lifecycle Action" => LifecycleKind.Terminating,
        "EC2 Instance Launch Successful" => LifecycleKind.Launched,
        "EC2 Instance Launch Unsuccessful" => LifecycleKind.LaunchFailed,
        "EC2 Instance Terminate Successful" => LifecycleKind.Terminated,
        "EC2 Instance Terminate Unsuccessful" => LifecycleKind.TerminateFailed,
        _ => null,
    };
}
