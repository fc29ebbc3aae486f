using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.State;

namespace ServerlessReadiness.Stores.Tests;

public sealed class DynamoDbStateStoreContractTests(MotoFixture moto) : StateStoreContract
{
    protected override async Task<IStateStore> CreateAsync(TimeProvider time)
    {
        var client = await moto.ClientAsync(TestContext.Current.CancellationToken);
        var table = $"readiness-{Guid.NewGuid():N}";
        await new TableCreation(client, TimeProvider.System)
            .CreateIfMissingAsync(table, TestContext.Current.CancellationToken);
        return new DynamoDbStateStore(client, TestClients.Settings(table, time));
    }
}
