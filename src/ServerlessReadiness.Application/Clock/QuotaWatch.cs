using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Capacity;

namespace ServerlessReadiness.Application.Clock;

/// <summary>
/// Keeps each component's quota headroom in the table. Measuring it takes several calls one after another, and an alarm
/// must not wait for them.
/// </summary>
public sealed class QuotaWatch(IStateStore store, World world, TimeProvider time)
{
    /// <summary>An unchanged reading is stored again after this long, well before it stops being fresh.</summary>
    private static readonly TimeSpan RenewAfter = TimeSpan.FromMinutes(4);

    public async Task ReadAsync(OpenEvent open, CancellationToken cancellationToken)
    {
        var keys = open.Plan.Components.Select(c => StateKeys.Quota(open.Id, c.Name)).ToArray();
        var view = await store.LoadAsync(cancellationToken, [.. keys.Select(k => k.Address)]);
        foreach (var (component, key) in open.Plan.Components.Zip(keys))
        {
            var headroom = await world.Quotas.HeadroomAsync(component.Resource, cancellationToken);
            var (known, version) = view.Find(key);
            var now = time.GetUtcNow();
            if (known is null ? headroom is not null : known.Headroom != headroom || now - known.At > RenewAfter)
            {
                // A lost race means that an overlapping beat has just stored the same.
                var reading = new QuotaReading(component.Name, headroom, now);
                await store.CommitAsync([key.Put(reading, version)], cancellationToken);
            }
        }
    }
}
