using Microsoft.Extensions.Time.Testing;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;

namespace ServerlessReadiness.Cli.Tests;

public sealed class ModeChangeTests
{
    private static readonly EventId Sale = EventId.Parse("sale");
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
    private readonly InMemoryStateStore _store;

    public ModeChangeTests() => _store = new InMemoryStateStore(_time);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(AutomationMode.Paused, AutomationMode.Act, 1)]
    [InlineData(AutomationMode.Paused, AutomationMode.Observe, 1)]
    [InlineData(AutomationMode.Act, AutomationMode.Paused, 0)]
    public async Task Firing_alarms_are_due_at_once_unless_automation_was_paused(
        AutomationMode from,
        AutomationMode to,
        int due)
    {
        await PutAsync(from, Phase.Live);
        await RememberAsync("fires", AlarmStateValue.Alarm);
        await RememberAsync("is-over", AlarmStateValue.Ok);
        var outcome = Assert.IsType<ModeChanged.Changed>(await SetAsync(to));
        Assert.Equal((from, to, due), (outcome.Before.Mode, outcome.Now.Mode, outcome.AlarmsDue));
        Assert.Equal("why", outcome.Now.ModeReason);
        Assert.True(outcome.Now.ChangedAt > outcome.Before.ChangedAt);
        Assert.Equal(due, (await _store.DueAsync(_time.GetUtcNow(), 10, Stop)).Count);
        var line = Assert.Single(await new JournalReader(_store).NewestAsync(Sale, 10, Stop));
        Assert.Equal((JournalKind.Person, "somebody"), (line.Kind, line.Cause));
    }

    [Fact]
    public async Task Setting_the_mode_that_is_set_writes_nothing()
    {
        await PutAsync(AutomationMode.Act, Phase.Live);
        Assert.IsType<ModeChanged.Unchanged>(await SetAsync(AutomationMode.Act));
        Assert.Empty(await new JournalReader(_store).NewestAsync(Sale, 10, Stop));
    }

    [Theory]
    [InlineData(Phase.Closed)]
    [InlineData(Phase.Cancelled)]
    public async Task An_event_that_is_over_has_no_mode_to_set(Phase phase)
    {
        await PutAsync(AutomationMode.Observe, phase);
        var refused = Assert.IsType<ModeChanged.Refused>(await SetAsync(AutomationMode.Act));
        Assert.Contains($"event sale is {phase}", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_race_is_decided_anew()
    {
        await PutAsync(AutomationMode.Observe, Phase.Live);
        var racing = new RacingStore(_store, async () =>
        {
            var (head, version) = await _store.FindAsync(StateKeys.Head(Sale), Stop);
            await _store.CommitAsync([StateKeys.Head(Sale).Put(head! with { PlanVersion = 7 }, version)], Stop);
        });
        var outcome = Assert.IsType<ModeChanged.Changed>(await SetAsync(AutomationMode.Act, racing, TimeProvider.System));
        Assert.Equal((7, AutomationMode.Act), (outcome.Now.PlanVersion, outcome.Now.Mode));
    }

    // Who loses a race waits a little, so that test needs a clock that goes by itself.
    private Task<ModeChanged> SetAsync(AutomationMode mode, IStateStore? store = null, TimeProvider? time = null)
    {
        store ??= _store;
        var journal = new JournalWriter(store, new Ids(_time, new Zeros()));
        return new ModeChange(store, journal, time ?? _time).SetAsync(Sale, mode, "why", "somebody", Stop);
    }

    private async Task PutAsync(AutomationMode mode, Phase phase)
    {
        var head = new EventHead(Sale, phase, mode, "before", 1, Start);
        Assert.IsType<SaveOutcome.Saved>(await _store.CommitAsync([StateKeys.Head(Sale).Put(head, 0)], Stop));
    }

    private async Task RememberAsync(string name, AlarmStateValue state)
    {
        var alarm = AlarmId.Of("eu-west-1", "123456789012", name);
        var transition = new AlarmTransition(
            alarm, null, state, Start, "because", null, [], [], [], IsComposite: false, IsSuppressed: false,
            SignalSource.Sns);
        var memory = new AlarmMemory(
            alarm, null, state, Start, "because", [], null, null, null, 0, null, AlarmVerdict.Paused, transition);
        var write = StateKeys.Alarm(Sale, alarm, null).Put(memory, 0);
        Assert.IsType<SaveOutcome.Saved>(await _store.CommitAsync([write], Stop));
    }

    private sealed class Zeros : IChance
    {
        private byte _next;

        public void Fill(Span<byte> bytes) => bytes.Fill(_next++);
    }

    /// <summary>Somebody else writes between the first read and the first commit.</summary>
    private sealed class RacingStore(IStateStore inner, Func<Task> other) : IStateStore
    {
        private bool _raced;

        public Task<IReadOnlyList<StateDocument>> ReadAsync(
            IReadOnlyCollection<StateAddress> addresses,
            CancellationToken cancellationToken) => inner.ReadAsync(addresses, cancellationToken);

        public async Task<SaveOutcome> CommitAsync(
            IReadOnlyList<StateWrite> writes,
            CancellationToken cancellationToken)
        {
            if (!_raced)
            {
                _raced = true;
                await other();
            }

            return await inner.CommitAsync(writes, cancellationToken);
        }

        public Task<StatePage> QueryAsync(StateQuery query, CancellationToken cancellationToken) =>
            inner.QueryAsync(query, cancellationToken);

        public Task<IReadOnlyList<StateDocument>> DueAsync(
            DateTimeOffset until,
            int limit,
            CancellationToken cancellationToken) =>
            inner.DueAsync(until, limit, cancellationToken);
    }
}
