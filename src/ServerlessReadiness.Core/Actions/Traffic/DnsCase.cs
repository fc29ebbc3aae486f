using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions.Traffic;

/// <summary>A name's weighted records as a step finds them, with what the step has made of them.</summary>
internal sealed record DnsCase(StepContext Context, Resource.DnsRecords Resource, RecordsSnapshot Seen)
{
    /// <summary>After a change is in sync, and when nobody can tell whether it is, name servers have it within this.
    /// </summary>
    public static readonly TimeSpan SyncWithin = TimeSpan.FromSeconds(60);

    /// <summary>A change whose state cannot be read is held to be in sync after this long.</summary>
    private static readonly TimeSpan SyncUnreadable = TimeSpan.FromMinutes(10);

    /// <summary>What resolvers keep of an alias record: it has the TTL of AWS's own name behind it.</summary>
    private static readonly TimeSpan AliasTtl = TimeSpan.FromSeconds(60);

    public string Label => Resource.Label;

    public EquatableList<DnsRecord> Records => Seen.Records;

    public EquatableList<EndpointShare> Shares => DnsShares.Of(Records);

    /// <summary>The step's batches that happened, undoing included, oldest first.</summary>
    public IReadOnlyList<EffectRecord> Writes => Context.DoneEffects<Change.SetRecords>(undoing: null);

    /// <summary>What the records were before the step's first batch.</summary>
    public EquatableList<DnsRecord> Start => Writes.Reverse().Aggregate(
        Records,
        (records, write) => Replace(records, ((Change.SetRecords)write.Change).From));

    /// <summary>The longest that a resolver keeps an old answer.</summary>
    public TimeSpan Ttl => Records.Select(r => r.Ttl ?? AliasTtl).DefaultIfEmpty(AliasTtl).Max();

    /// <summary>
    /// Whether the records are not as the step's last batch left them, in the words of both; null when they are.
    /// </summary>
    public string? Foreign =>
        Context.Seen.Record?.Records is { Count: > 0 } ours && Writes.Count > 0 && !SameSet(ours, Records)
            ? $"{Label} read {string.Join(", ", Records)} and were set to {string.Join(", ", ours)}"
            : null;

    /// <summary>Whether what is read may still be what was there before the last batch.</summary>
    public bool MayBeOld => Writes is [.., { Change: Change.SetRecords last } write]
        && last.From.All(f => Seen.Find(f.SetIdentifier) == f)
        && Context.Now < StepFacts.EndOf(write) + StepFacts.ShowsWithin;

    /// <summary>Endpoints that would have a larger share, and those that would have a smaller one.</summary>
    public (IReadOnlyList<string> Reached, IReadOnlyList<string> Left) Movement(EquatableList<DnsRecord> to)
    {
        var then = DnsShares.Of(to);
        var shares = Shares;
        int Change(string name) => DnsShares.In(then, name) - DnsShares.In(shares, name);
        var names = Records.Select(r => r.SetIdentifier).ToList();
        return ([.. names.Where(n => Change(n) > 0)], [.. names.Where(n => Change(n) < 0)]);
    }

    /// <summary>The first endpoint that cannot carry what it would get; null when all can.</summary>
    public Obstacle? Obstacle(EquatableList<DnsRecord> to)
    {
        var then = DnsShares.Of(to);
        var isAnswered = Records.Any(r => r.Weight > 0);
        var total = EndpointRoom.TotalLoad(Context, name => !isAnswered || Seen.Find(name) is { Weight: > 0 });
        return Movement(to).Reached
            .Select(n => EndpointRoom.Find(Context, n, total * DnsShares.In(then, n) / DnsShares.Whole))
            .FirstOrDefault(o => o is not null);
    }

    /// <summary>Whether there is nothing left to do.</summary>
    public bool IsAt(DnsGoal goal) => goal.IsExact
        ? SameSet(Records, goal.Records)
        : DnsShares.Same(Records, goal.Records);

    /// <summary>One batch that makes the records those, touching only what differs.</summary>
    public Change.SetRecords ChangeTo(EquatableList<DnsRecord> to)
    {
        var changed = to.Where(t => Seen.Find(t.SetIdentifier) is { } now && now != t).ToList();
        return new Change.SetRecords(
            EquatableList.From(changed.Select(t => Seen.Find(t.SetIdentifier)!)),
            EquatableList.From(changed));
    }

    /// <summary>The wait until the last batch is everywhere and has been watched; null when that is over.</summary>
    public ActionMove? Settle(TimeSpan soak)
    {
        if (Writes is not [.., { } last])
        {
            return null;
        }

        var accepted = StepFacts.EndOf(last);
        var receipt = Context.Seen.Receipt;
        DateTimeOffset? synced = last switch
        {
            { Receipt: null } => accepted + SyncWithin,
            { ReceiptEndedAt: { } at } => at,
            _ when receipt is null && Context.Now >= accepted + SyncUnreadable => accepted + SyncUnreadable,
            _ => null,
        };
        if (receipt is { State: ReceiptState.Failed } failed && failed.Receipt == last.Receipt)
        {
            return new ActionMove.Fail($"Route 53 did not carry change {failed.Receipt} out: {failed.Words}");
        }

        if (synced is not { } since)
        {
            return new ActionMove.Wait(
                StepFacts.LookSoon,
                $"{Label} are set to {Words}; waits until change {last.Receipt} is in sync on all name servers");
        }

        var over = since + Ttl + soak;
        var left = over - Context.Now;
        return left <= TimeSpan.Zero
            ? null
            : new ActionMove.Wait(
                left < StepFacts.LookAgain ? left : StepFacts.LookAgain,
                $"{Label} are at {Words}; watched until {over:u}, when the TTL of {Ttl.TotalSeconds:0} s and "
                    + $"{soak.TotalSeconds:0} s have passed");
    }

    /// <summary>The shares in words.</summary>
    public string Words => string.Join(", ", Shares);

    public static bool SameSet(EquatableList<DnsRecord> left, EquatableList<DnsRecord> right) =>
        left.Count == right.Count && left.All(l => right.Contains(l));

    private static EquatableList<DnsRecord> Replace(EquatableList<DnsRecord> records, EquatableList<DnsRecord> by) =>
        EquatableList.From(records.Select(r => by.FirstOrDefault(b => b.SetIdentifier == r.SetIdentifier) ?? r));
}
