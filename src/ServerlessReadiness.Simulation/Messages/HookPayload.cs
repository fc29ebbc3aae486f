using System.Globalization;
using System.Text;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Messages;

/// <summary>What Auto Scaling publishes of an instance that waits in a hook, as LifecycleResponder receives it.</summary>
internal static class HookPayload
{
    /// <summary>What the journal calls it.</summary>
    public static string About(HookWaiting wait) => $"{wait.Hook.Name}#{wait.Instance}#{wait.Token}";

    public static byte[] Sns(HookWaiting wait, string account, string region, string messageId, long sentMs)
    {
        var message = Encoding.UTF8.GetString(AlarmPayload.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("Origin", wait.Hook.Launching ? "EC2" : "AutoScalingGroup");
            json.WriteString("LifecycleHookName", wait.Hook.Name);
            json.WriteString("Destination", wait.Hook.Launching ? "AutoScalingGroup" : "EC2");
            json.WriteString("AccountId", account);
            json.WriteString("RequestId", wait.Token);
            json.WriteString(
                "LifecycleTransition",
                wait.Hook.Launching ? "autoscaling:EC2_INSTANCE_LAUNCHING" : "autoscaling:EC2_INSTANCE_TERMINATING");
            json.WriteString("AutoScalingGroupName", wait.Group);
            json.WriteString("Service", "AWS Auto Scaling");
            json.WriteString(
                "Time",
                Instant.Of(wait.SinceMs).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WriteString("EC2InstanceId", wait.Instance.Value);
            json.WriteString("LifecycleActionToken", wait.Token);
            json.WriteEndObject();
        }));
        return AlarmPayload.Envelope(
            $"arn:aws:sns:{region}:{account}:readiness-lifecycle",
            $"Auto Scaling: lifecycle action for instance {wait.Instance} of group {wait.Group}",
            message,
            messageId,
            sentMs);
    }
}
