using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;

using static ServerlessReadiness.Stores.Tests.Stored;

namespace ServerlessReadiness.Stores.Tests;

/// <summary>Writers at the same time, on several threads.</summary>
public abstract partial class StateStoreContract
{
    private const int RoundsMax = 500;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_increment_is_lost_between_writers_that_read_decide_and_commit(bool withJournal)
    {
        const int Writers = 5;
        const int Increments = 6;
        var store = await CreateAsync(TimeProvider.System);

        await TogetherAsync(Writers, async writer =>
        {
            for (var i = 0; i < Increments; i++)
                await IncrementAsync(store, withJournal ? At("JOURNAL", $"{writer}-{i}") : null);
        });

        Assert.Equal((Writers * Increments, Writers * Increments), await ValueAndVersionAsync(store, At("counter")));
        var journal = await store.QueryAsync(new StateQuery("JOURNAL"), Cancel);
        Assert.Equal(withJournal ? Writers * Increments : 0, journal.Documents.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exactly_one_of_many_claimants_wins(bool withDocument)
    {
        const int Claimants = 12;
        var store = await CreateAsync(TimeProvider.System);
        var outcomes = new SaveOutcome[Claimants];

        // All of them ask for the very same writes, as two deliveries of one alarm may.
        var claim = Claim("k", DateTimeOffset.MaxValue);
        StateWrite[] writes = withDocument ? [claim, Put(At("run"), 1)] : [claim];
        await TogetherAsync(Claimants, async i => outcomes[i] = await store.CommitAsync(writes, Cancel));

        Assert.Single(outcomes, outcome => outcome is SaveOutcome.Saved);
        Assert.Equal(Claimants - 1, outcomes.Count(outcome => outcome == new SaveOutcome.Duplicate(At("k"))));
    }

    [Fact]
    public async Task Commits_on_different_items_do_not_disturb_each_other()
    {
        const int Writers = 20;
        var store = await CreateAsync(TimeProvider.System);

        await TogetherAsync(
            Writers,
            i => SaveAsync(store, Claim($"k{i}", DateTimeOffset.MaxValue), Put(At("p", $"{i}"), i)));

        Assert.Equal(Writers, (await store.QueryAsync(new StateQuery("p"), Cancel)).Documents.Count);
    }

    private static async Task IncrementAsync(IStateStore store, StateAddress? journal)
    {
        for (var round = 0; round < RoundsMax; round++)
        {
            var read = (await store.ReadAsync([At("counter")], Cancel)).SingleOrDefault();
            var increment = Put(At("counter"), (read?.Value() ?? 0) + 1, read?.Version ?? 0);
            var outcome = await store.CommitAsync(
                journal is { } entry ? [Put(entry, 1), increment] : [increment],
                Cancel);
            if (outcome is SaveOutcome.Saved)
                return;
            Assert.IsType<SaveOutcome.LostRace>(outcome);
        }

        Assert.Fail($"An increment lost {RoundsMax} races in a row.");
    }

    private static Task TogetherAsync(int count, Func<int, Task> act) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => act(i), Cancel)));
}
