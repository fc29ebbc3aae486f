using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>Mail, the leaders' topic and charts of a <see cref="FakeWorld"/>, for one host.</summary>
internal sealed class FakeMessages(FakeWorld world, IPortHook hook) : IMail, INotifier, IMetricCharts
{
    public Task SendAsync(Mail mail, CancellationToken cancellationToken) =>
        CallAsync($"mail to {mail.To}", () => world.Take(mail));

    public Task PublishAsync(Change.Publish message, CancellationToken cancellationToken) =>
        CallAsync("publish to leaders", () => world.Take(message));

    public async Task<ReadOnlyMemory<byte>?> DrawAsync(
        Location location,
        PlanMetric metric,
        MetricRange? range,
        string title,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellationToken)
    {
        await hook.BeforeAsync("draw", isEffect: false);
        world.Note("draw");
        var picture = world.Chart(metric);
        await hook.AfterAsync("draw", isEffect: false);
        return picture;
    }

    private async Task CallAsync(string call, Action effect)
    {
        await hook.BeforeAsync(call, isEffect: true);
        effect();
        await hook.AfterAsync(call, isEffect: true);
    }
}
