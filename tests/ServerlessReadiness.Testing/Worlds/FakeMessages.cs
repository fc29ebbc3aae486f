using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>Mail, the leaders' topic and charts of a <see cref="FakeWorld"/>, for one host.</summary>
internal sealed class FakeMessages(FakeWorld world, IPortHook hook) : IMail, INotifier, IMetricCharts
{
    /// <summary>What a run sends is an effect like its others; a report is kept apart.</summary>
    public Task SendAsync(Mail mail, CancellationToken cancellationToken) =>
        RunId.TryParse(mail.Id.Split('/')[0], out _)
            ? new FakeMail(world, hook).SendAsync(mail, cancellationToken)
            : CallAsync($"mail to {mail.To}", () => world.Take(mail));

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
