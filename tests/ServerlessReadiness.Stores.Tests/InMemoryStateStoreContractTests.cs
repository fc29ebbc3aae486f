using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;

namespace ServerlessReadiness.Stores.Tests;

public sealed class InMemoryStateStoreContractTests : StateStoreContract
{
    protected override Task<IStateStore> CreateAsync(TimeProvider time) =>
        Task.FromResult<IStateStore>(new InMemoryStateStore(time));
}
