using System.Text;
using System.Text.Json;
using Amazon.AutoScaling.Model;
using Amazon.SQS.Model;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>What a test looks at, and the state that it begins with.</summary>
internal sealed partial class Stage
{
    private const int JournalMax = 1000;

    private static readonly StateKey<ResourceState> ResourceKey = StateKeys.Resource(
        new Resource.AutoScalingGroup(TestPlan.Account, TestPlan.Region, TestPlan.Group).Key);

    private readonly List<StateKey<ResourceState>> _resources = [ResourceKey];

    public async Task<AutoScalingGroup> GroupAsync()
    {
        var found = await Groups.DescribeAutoScalingGroupsAsync(
            new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = [TestPlan.Group] },
            Cancel);
        return Assert.Single(found.AutoScalingGroups);
    }

    public async Task<IReadOnlyList<string>> MembersInServiceAsync() =>
        [.. (await GroupAsync()).Instances.Where(i => i.LifecycleState == "InService").Select(i => i.InstanceId)];

    public async Task<(int? Minimum, int? Maximum, int? Desired)> SizeAsync()
    {
        var group = await GroupAsync();
        return (group.MinSize, group.MaxSize, group.DesiredCapacity);
    }

    /// <summary>Someone else sets the group's minimum.</summary>
    public Task SetMinimumAsync(int minimum) => Groups.UpdateAutoScalingGroupAsync(
        new UpdateAutoScalingGroupRequest { AutoScalingGroupName = TestPlan.Group, MinSize = minimum },
        Cancel);

    public Task<IReadOnlyList<JournalEntry>> JournalAsync(EventId? eventId = null) =>
        new JournalReader(_store).NewestAsync(eventId ?? TestPlan.Event, JournalMax, Cancel);

    /// <summary>All runs of the event, pages included, oldest first.</summary>
    public async Task<IReadOnlyList<Run>> RunsAsync() =>
    [
        .. (await _store.ListAsync(
            StateKeys.EventPk(TestPlan.Event),
            StateKeys.RunPrefix,
            StateJson.Default.Run,
            Cancel)).Select(r => r.Value),
    ];

    /// <summary>The one run that is no page.</summary>
    public async Task<Run> TheRunAsync() => Assert.Single(await WorkRunsAsync());

    public async Task<IReadOnlyList<Run>> WorkRunsAsync() =>
        [.. (await RunsAsync()).Where(r => r.Runbook.Value != "page")];

    public async Task<ResourceState> ResourceAsync() =>
        (await _store.FindAsync(ResourceKey, Cancel)).Value ?? throw new InvalidOperationException("None stored.");

    public async Task<AlarmMemory?> MemoryAsync(string alarm) => (await _store.FindAsync(
        StateKeys.Alarm(TestPlan.Event, AlarmId.Of(TestPlan.Region, TestPlan.Account, alarm), null),
        Cancel)).Value;

    public async Task SetModeAsync(AutomationMode mode)
    {
        var key = StateKeys.Head(TestPlan.Event);
        var (head, version) = await _store.FindAsync(key, Cancel);
        var next = head! with { Mode = mode, ModeReason = "a test said so", ChangedAt = DateTimeOffset.UtcNow };
        await SaveAsync(key.Put(next, version));
    }

    /// <summary>Another run is at work on the group.</summary>
    public async Task LendGroupAsync(RunId holder)
    {
        var (resource, version) = await _store.FindAsync(ResourceKey, Cancel);
        var lease = new Lease(holder, 1, DateTimeOffset.UtcNow + Lease.Duration);
        await SaveAsync(ResourceKey.Put(resource! with { Lease = lease, LastFence = 1 }, version));
    }

    /// <summary>As if this much time had passed for all runs and the resources' leases: their instants go back.</summary>
    public async Task LetPassAsync(TimeSpan time) => await ShiftAsync(
        time,
        [
            .. await DocumentsAsync(StateKeys.RunPrefix),
            .. await _store.ReadAsync([.. _resources.Select(r => r.Address)], Cancel),
        ]);

    /// <summary>As if this much time had passed for what is remembered of alarms.</summary>
    public async Task LetAlarmsPassAsync(TimeSpan time) =>
        await ShiftAsync(time, await DocumentsAsync(StateKeys.AlarmPrefix));

    private async Task<IReadOnlyList<StateDocument>> DocumentsAsync(string prefix) =>
        (await _store.QueryAsync(new StateQuery(StateKeys.EventPk(TestPlan.Event), prefix), Cancel)).Documents;

    private async Task ShiftAsync(TimeSpan time, IReadOnlyList<StateDocument> documents)
    {
        var writes = documents.Select(StateWrite (d) => new StateWrite.Put(
            d.Address,
            Encoding.UTF8.GetBytes(Timestamps.Shift(Encoding.UTF8.GetString(d.Json.Span), -time)),
            d.Version,
            d.DueAt - time));
        await SaveAsync([.. writes]);
    }

    /// <summary>What people were told since the last call, as subject and text.</summary>
    public Task<IReadOnlyList<(string Subject, string Text)>> MessagesAsync() => ReceiveAsync(_queue);

    private async Task<IReadOnlyList<(string Subject, string Text)>> ReceiveAsync(string queue)
    {
        var found = new List<(string, string)>();
        while (true)
        {
            var answer = await _queues.ReceiveMessageAsync(
                new ReceiveMessageRequest { QueueUrl = queue, MaxNumberOfMessages = 10, WaitTimeSeconds = 0 },
                Cancel);
            if (answer.Messages is not { Count: > 0 } messages)
            {
                return found;
            }

            foreach (var message in messages)
            {
                using var body = JsonDocument.Parse(message.Body);
                found.Add((Text(body, "Subject"), Text(body, "Message")));
                await _queues.DeleteMessageAsync(queue, message.ReceiptHandle, Cancel);
            }
        }
    }

    private static string Text(JsonDocument body, string name) => body.RootElement.GetProperty(name).GetString() ?? "";

    private async Task SaveAsync(params StateWrite[] writes) =>
        Assert.IsType<SaveOutcome.Saved>(await _store.CommitAsync(writes, Cancel));
}
