using Microsoft.Extensions.Time.Testing;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Review.LeadTimes;
using ServerlessReadiness.Core.Review.Limits;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Review;

/// <summary>Increases are filed once, each is remembered with what to reset to, and the lead times know of them.</summary>
public sealed class QuotaFilingTests : IStoreFaults
{
    private static readonly QuotaRequest Cpus = Want("L-1216C47A", "vCPUs", 64, 80);
    private static readonly QuotaRequest Disks = Want("L-7A658B76", "gp3 TiB", 50, 55);

    private readonly FakeTimeProvider _time = new(Sample.T0);
    private readonly FakeQuotaRequests _quotas = new();
    private readonly InMemoryStateStore _store;
    private StoreFault _fault;

    public QuotaFilingTests() => _store = new InMemoryStateStore(_time, this);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    StoreFault IStoreFaults.OnCommit(IReadOnlyList<StateWrite> writes, int attempt) => _fault;

    [Fact]
    public async Task One_that_is_refused_keeps_no_other_from_being_filed_and_recorded_with_a_line_of_the_person()
    {
        _quotas.Refused.Add(Cpus.Key.Code);
        var filed = await FileAsync(Cpus, Disks);

        Assert.Equal([false, true], filed.Select(f => f.IsWell));
        Assert.Contains("was not filed: L-1216C47A is refused", filed[0].Words, StringComparison.Ordinal);
        var record = Assert.Single(await QuotaResets.ListAsync(_store, Sample.Event, Cancel));
        Assert.Equal((Disks, "kim", Sample.T0), (record.Request, record.By, record.At));
        var line = Assert.Single(await LinesAsync());
        Assert.Equal((JournalKind.Person, "kim", "50", "55"), (line.Kind, line.Cause, line.Before, line.After));
    }

    [Fact]
    public async Task After_a_lost_answer_a_rerun_finds_the_open_request_and_records_it()
    {
        _quotas.LosesAnswers = true;
        var lost = Assert.Single(await FileAsync(Cpus));
        Assert.False(lost.IsWell);
        Assert.Contains("may have been filed", lost.Words, StringComparison.Ordinal);
        Assert.Empty(await QuotaResets.ListAsync(_store, Sample.Event, Cancel));

        _quotas.LosesAnswers = false;
        var found = Assert.IsType<QuotaFiled.Recorded>(Assert.Single(await FileAsync(Cpus)));
        Assert.True(found is { WasOpen: true, IsWell: true });
        Assert.Equal([Cpus.Key.Code], _quotas.Filed);
        Assert.Equal(64, found.Record.Request.Before);
    }

    [Fact]
    public async Task What_is_filed_and_could_not_be_saved_says_so_and_a_rerun_records_it_once()
    {
        _fault = StoreFault.UnavailableBefore;
        var unsaved = Assert.Single(await FileAsync(Cpus));
        Assert.IsType<QuotaFiled.Unsaved>(unsaved);
        Assert.Contains("IS FILED as request r-1", unsaved.Words, StringComparison.Ordinal);

        _fault = StoreFault.None;
        await FileAsync(Cpus);
        _time.Advance(TimeSpan.FromHours(1));
        var again = Assert.IsType<QuotaFiled.Recorded>(Assert.Single(await FileAsync(Cpus)));
        Assert.Equal(Sample.T0, again.Record.At);
        Assert.Single(await LinesAsync());
        _quotas.Become(Cpus.Key.Code, "CASE_OPENED");
        Assert.Equal("CASE_OPENED", ((QuotaFiled.Recorded)(await FileAsync(Cpus))[0]).Record.Outcome.Status);
        Assert.Equal(2, (await LinesAsync()).Count);
    }

    [Fact]
    public async Task A_race_that_is_lost_each_time_is_told_as_not_recorded()
    {
        _fault = StoreFault.Conflict;
        var unsaved = Assert.IsType<QuotaFiled.Unsaved>(Assert.Single(await FileAsync(Cpus)));
        Assert.Contains("somebody else", unsaved.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_increase_keeps_what_was_allowed_before_the_first_and_an_open_smaller_one_does_not_suffice()
    {
        await FileAsync(Cpus);
        var more = Cpus with { Before = 64, Desired = 100 };
        var small = Assert.Single(await FileAsync(more));
        Assert.False(small.IsWell);
        Assert.Contains("asks for 80 only", small.Words, StringComparison.Ordinal);

        _quotas.Decide(Cpus.Key.Code);
        var raised = (QuotaFiled.Recorded)Assert.Single(await FileAsync(more with { Before = 80 }));
        Assert.Equal((64m, 100m), (raised.Record.Request.Before, raised.Record.Outcome.Desired));
    }

    [Fact]
    public async Task A_quota_is_marked_as_reset_once_the_event_is_over_by_its_name_or_its_code_alone()
    {
        await FileAsync(Cpus, Disks, Cpus with { Region = "eu-west-1" });
        Assert.Equal(3, (await MarkAsync<QuotaResetOutcome.Unclear>(Phase.Closed, "L-0")).Names.Count);
        Assert.Equal(2, (await MarkAsync<QuotaResetOutcome.Unclear>(Phase.Closed, Cpus.Key.Code)).Names.Count);
        await MarkAsync<QuotaResetOutcome.TooEarly>(Phase.Cooldown, Disks.Key.Code);
        Assert.DoesNotContain(await LinesAsync(), l => l.Verdict == "quota reset or kept");

        var done = await MarkAsync<QuotaResetOutcome.Done>(Phase.Closed, Disks.Key.Code);
        Assert.Equal((false, (DateTimeOffset?)_time.GetUtcNow()), (done.WasBefore, done.Record.ResetAt));
        Assert.True((await MarkAsync<QuotaResetOutcome.Done>(Phase.Closed, done.Record.Name)).WasBefore);
        var line = Assert.Single(await LinesAsync(), l => l.Verdict == "quota reset or kept");
        Assert.Equal(("case 7", "kim"), (line.Reason, line.Cause));
    }

    [Fact]
    public async Task The_lead_times_count_what_is_asked_for_and_who_confirmed_and_nothing_else()
    {
        await FileAsync(Cpus, Disks);
        await CommitAsync(
            Contact("Kim", ContactAnswer.Confirmed),
            Contact("Lee", ContactAnswer.Declined),
            Contact("Park", ContactAnswer.None));
        var reader = new LeversDoneReader(_store);

        var done = await reader.ReadAsync(Sample.Plan, Cancel);
        Assert.Equal(3, done.Levers.Count);
        Assert.True(done.Has(Lever.QuotaIncrease, $"vCPUs in {Sample.Region} of {Sample.Account}"));
        Assert.True(done.Has(Lever.ContactConfirmation, "Kim"));

        // The need has grown beyond what was asked for.
        var use = new QuotaUse(Sample.Account, Sample.Region, Cpus.Key, "vCPUs", 64, true, true, 10, "x");
        var row = new LimitRow("vCPUs", "x", 64, 10, 90, 90, "x", "x") { Quota = use };
        Assert.False((await reader.ReadAsync(Sample.Plan, [row], Cancel)).Has(Lever.QuotaIncrease, LeverStart.ThingOf(Cpus)));

        _quotas.Become(Disks.Key.Code, "DENIED");
        await FileAsync(Disks);
        Assert.False((await reader.ReadAsync(Sample.Plan, Cancel)).Has(Lever.QuotaIncrease, LeverStart.ThingOf(Disks)));
        await MarkAsync<QuotaResetOutcome.Done>(Phase.Cancelled, Cpus.Key.Code);
        Assert.Equal([(Lever.ContactConfirmation, "Kim")], (await reader.ReadAsync(Sample.Plan, Cancel)).Levers);
    }

    private static QuotaRequest Want(string code, string name, decimal before, decimal desired) =>
        new(Sample.Account, Sample.Region, new QuotaKey("ec2", code, name), name, before, desired);

    private static StateWrite.Put Contact(string name, ContactAnswer answer) => StateKeys.Contact(Sample.Event, name)
        .Put(ContactRecord.New(Sample.Event, name) with { Answer = answer }, 0);

    private Task<IReadOnlyList<QuotaFiled>> FileAsync(params QuotaRequest[] wanted) =>
        new QuotaFiling(_store, _quotas, Writer(), _time).FileAsync(Sample.Event, wanted, "kim", null, Cancel);

    private async Task<T> MarkAsync<T>(Phase phase, string quota)
        where T : QuotaResetOutcome
    {
        var head = new EventHead(Sample.Event, phase, AutomationMode.Act, "x", 1, Sample.T0);
        return Assert.IsType<T>(
            await new QuotaResets(_store, Writer(), _time).MarkAsync(head, quota, "kim", "case 7", Cancel));
    }

    private async Task CommitAsync(params StateWrite[] writes) =>
        Assert.IsType<SaveOutcome.Saved>(await _store.CommitAsync(writes, Cancel));

    private Task<IReadOnlyList<JournalEntry>> LinesAsync() => new JournalReader(_store).NewestAsync(Sample.Event, 50, Cancel);

    private JournalWriter Writer() => new(_store, new Ids(_time, new SeededChance(_chance++)));

    private int _chance = 1;
}
