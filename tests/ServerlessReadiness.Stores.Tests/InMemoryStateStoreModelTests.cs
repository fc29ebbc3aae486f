using CsCheck;

using Microsoft.Extensions.Time.Testing;

using ServerlessReadiness.Application.State;

using static ServerlessReadiness.Stores.Tests.Stored;

namespace ServerlessReadiness.Stores.Tests;

/// <summary>Any sequence of commits ends as in the naive model.</summary>
public sealed class InMemoryStateStoreModelTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);
    private static readonly string[] Partitions = ["p", "q"];

    // Few addresses and low versions, so that commits meet; whole seconds, the unit of expiry.
    private static readonly Gen<StateAddress> GenAddress =
        Gen.Select(Gen.OneOf(Partitions.Select(Gen.Const).ToArray()), Gen.Int[0, 2], (pk, sk) => At(pk, $"s{sk}"));

    private static readonly Gen<DateTimeOffset?> GenInstant =
        Gen.Int[-1, 5].Select(seconds => seconds < 0 ? default(DateTimeOffset?) : Start.AddSeconds(seconds));

    private static readonly Gen<StateWrite> GenPut = Gen.Select(
        GenAddress,
        Gen.Int[0, 99],
        Gen.Long[0, 3],
        GenInstant,
        GenInstant,
        (address, value, version, due, expires) =>
            (StateWrite)new StateWrite.Put(address, Json(value), version, due, expires));

    private static readonly Gen<StateWrite> GenClaim =
        Gen.Select(GenAddress, Gen.Int[0, 5], (address, seconds) =>
            (StateWrite)new StateWrite.Claim(address, Start.AddSeconds(seconds)));

    private static readonly Gen<(int Seconds, StateWrite[] Writes)> GenStep = Gen.Select(
        Gen.Frequency((5, Gen.Const(0)), (1, Gen.Const(1))),
        Gen.Frequency((4, GenPut), (1, GenClaim)).Array[1, 4],
        (seconds, writes) => (seconds, writes.DistinctBy(write => write.Address).ToArray()));

    [Fact]
    public void Any_sequence_of_commits_ends_as_in_a_naive_model() =>
        GenStep.Array[1, 40].Sample(
            steps =>
            {
                var time = new FakeTimeProvider(Start);
                var store = new InMemoryStateStore(time);
                var model = new StateStoreModel();
                foreach (var (seconds, writes) in steps)
                {
                    time.Advance(TimeSpan.FromSeconds(seconds));
                    // The store completes synchronously, so its result is there.
                    Assert.Equal(
                        model.Commit(writes, time.GetUtcNow()),
                        Finished(store.CommitAsync(writes, CancellationToken.None)));
                    Compare(store, model, time.GetUtcNow());
                }
            },
            iter: 2_000,
            print: steps => string.Join('\n', steps.Select(Show)));

    private static string Show((int Seconds, StateWrite[] Writes) step) =>
        $"+{step.Seconds} s: {string.Join<StateWrite>("; ", step.Writes)}";

    private static void Compare(InMemoryStateStore store, StateStoreModel model, DateTimeOffset now)
    {
        foreach (var pk in Partitions)
        {
            var page = Finished(store.QueryAsync(new StateQuery(pk), CancellationToken.None));
            Assert.Equal(model.Partition(pk, now), page.Documents.Select(StateStoreModel.Show));
            var read = Finished(store.ReadAsync([At(pk, "s0"), At(pk, "s1"), At(pk, "s2")], CancellationToken.None));
            Assert.Equal(model.Partition(pk, now), read.Select(StateStoreModel.Show));
        }

        var due = Finished(store.DueAsync(Start.AddSeconds(3), 100, CancellationToken.None));
        Assert.Equal(model.Due(Start.AddSeconds(3), now), due.Select(StateStoreModel.Show));
    }

    private static T Finished<T>(Task<T> task)
    {
        Assert.True(task.IsCompletedSuccessfully, $"The call did not complete synchronously: {task.Exception}");
        return task.GetAwaiter().GetResult();
    }
}
