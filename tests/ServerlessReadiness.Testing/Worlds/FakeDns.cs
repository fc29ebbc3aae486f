using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>The names of a <see cref="FakeWorld"/>, for one host.</summary>
internal sealed class FakeDns(FakeWorld world, IPortHook hook) : IDns
{
    public Task<RecordsSnapshot> ReadAsync(Resource.DnsRecords records, CancellationToken cancellationToken) =>
        ReadAsync($"read {records.Label}", () => world.Zone(records.Key).Snapshot());

    public async Task<string> PerformAsync(
        Resource.DnsRecords records,
        Change.SetRecords change,
        CancellationToken cancellationToken)
    {
        await EffectAsync(records, change);
        return world.Zone(records.Key).Receipt;
    }

    public Task PerformAsync(
        Resource.DnsRecords records,
        Change.InvertHealthCheck change,
        CancellationToken cancellationToken) => EffectAsync(records, change);

    public Task<ReceiptSnapshot> ReadReceiptAsync(
        Resource.DnsRecords records,
        string receipt,
        CancellationToken cancellationToken) =>
        ReadAsync("read receipt", () => world.Zone(records.Key).Ask(receipt, world.Now));

    private async Task<T> ReadAsync<T>(string call, Func<T> read)
    {
        await hook.BeforeAsync(call, isEffect: false);
        world.Note(call);
        var result = read();
        await hook.AfterAsync(call, isEffect: false);
        return result;
    }

    private async Task EffectAsync(Resource.DnsRecords records, Change change)
    {
        await hook.BeforeAsync(change.Describe(), isEffect: true);
        try
        {
            world.Perform(records.Key, change);
        }
        finally
        {
            // Also a call whose answer is an error may be the one after which the process dies.
            await hook.AfterAsync(change.Describe(), isEffect: true);
        }
    }
}
