using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Signals.Tests;

public sealed class LifecycleTests
{
    [Fact]
    public void A_launch_hook_keeps_every_field()
    {
        var notice = Samples.Lifecycle("lifecycle-launching");

        Assert.Equal(
            new LifecycleNotice(
                LifecycleKind.Launching,
                "web-asg",
                new DateTimeOffset(2026, 11, 27, 0, 30, 33, 136, TimeSpan.Zero),
                InstanceId.Parse("i-0abc1234def567890"),
                "launch-ready",
                "8f6d2f0e-5a0d-4a5e-9b1d-0d9a3c7e1f10",
                """{"tier":"web"}""",
                "EC2",
                "AutoScalingGroup",
                Cause: null,
                Description: null,
                StatusCode: null,
                "123456789012",
                notice.RequestId,
                SignalSource.Sns),
            notice);
        Assert.NotNull(notice.RequestId);
    }

    [Fact]
    public void Optional_fields_may_be_absent()
    {
        var notice = Samples.Lifecycle("lifecycle-terminating");

        Assert.Equal((null, null, null), (notice.Origin, notice.Destination, notice.Metadata));
    }

    [Fact]
    public void A_test_notification_has_neither_instance_nor_hook()
    {
        var notice = Samples.Lifecycle("lifecycle-test-notification");

        Assert.Equal((LifecycleKind.Test, null, null, null), (notice.Kind, notice.Instance, notice.Hook, notice.Token));
    }

    [Fact]
    public void A_failed_launch_says_why()
    {
        var notice = Samples.Lifecycle("fleet-launch-error");

        Assert.Null(notice.Instance);
        Assert.Equal("Failed", notice.StatusCode);
        Assert.Contains("sufficient m7i.large capacity", notice.Description, StringComparison.Ordinal);
        Assert.Contains("difference between desired and actual", notice.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void The_EventBridge_form_takes_time_and_account_from_the_envelope()
    {
        var notice = Samples.Lifecycle("eventbridge-lifecycle-launching");

        Assert.Equal(new DateTimeOffset(2026, 11, 27, 0, 30, 33, TimeSpan.Zero), notice.At);
        Assert.Equal(
            ("123456789012", "WarmPool", SignalSource.EventBridge), (notice.Account, notice.Origin, notice.Source));
    }

    [Theory]
    [InlineData("EC2_INSTANCE_LAUNCH", LifecycleKind.Launched)]
    [InlineData("EC2_INSTANCE_LAUNCH_ERROR", LifecycleKind.LaunchFailed)]
    [InlineData("EC2_INSTANCE_TERMINATE", LifecycleKind.Terminated)]
    [InlineData("EC2_INSTANCE_TERMINATE_ERROR", LifecycleKind.TerminateFailed)]
    [InlineData("TEST_NOTIFICATION", LifecycleKind.Test)]
    public void Fleet_notifications_are_told_apart(string name, LifecycleKind kind)
    {
        var signal = Assert.Single(Edited("fleet-launch-error", m => m["Event"] = "autoscaling:" + name));

        Assert.Equal(kind, Assert.IsType<Signal.Lifecycle>(signal).Notice.Kind);
    }

    [Theory]
    [InlineData("EC2InstanceId", "its hook names no instance")]
    [InlineData("LifecycleHookName", "it names no hook")]
    [InlineData("Time", "its time is nothing")]
    public void A_hook_that_could_not_be_completed_is_refused(string field, string problem) =>
        Assert.Contains(
            problem,
            Samples.OnlyUnreadable(Edited("lifecycle-launching", m => m.Remove(field))).Reason,
            StringComparison.Ordinal);

    private static IReadOnlyList<Signal> Edited(string name, Action<JsonObject> edit)
    {
        var payload = JsonNode.Parse(Samples.Text(name))!;
        var message = JsonNode.Parse((string)payload["Records"]![0]!["Sns"]!["Message"]!)!.AsObject();
        edit(message);
        return Samples.ReadText(Samples.Sns(message.ToJsonString()));
    }
}
