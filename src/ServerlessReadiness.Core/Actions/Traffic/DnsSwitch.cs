using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions.Traffic;

/// <summary>
/// A name whose answers follow health checks, as a step finds it: failover records with a primary, or latency records.
/// A check that is inverted by us says unhealthy whatever its endpoint does.
/// </summary>
internal sealed record DnsSwitch(StepContext Context, Resource.DnsRecords Resource, RecordsSnapshot Seen)
{
    public const ObservationNeeds Needs =
        ObservationNeeds.Records | ObservationNeeds.Endpoints | ObservationNeeds.Record;

    private const string Primary = "PRIMARY";

    private static readonly TimeSpan AliasTtl = TimeSpan.FromSeconds(60);

    public string Label => Resource.Label;

    public bool IsFailover => Resource.Policy == DnsPolicy.Failover;

    /// <summary>The step's switches in its present direction, oldest first.</summary>
    public IReadOnlyList<EffectRecord> Writes => Context.DoneEffects<Change.InvertHealthCheck>(undoing: null);

    /// <summary>The name's records, or the move that their absence asks for.</summary>
    public static (DnsSwitch? Switch, ActionMove? Move) Open(StepContext context, bool undoing) =>
        context.Component.Resource switch
        {
            not Plans.Resource.DnsRecords => (null, new ActionMove.Refuse(
                $"{context.Component.Resource.Label} has no DNS records to switch")),
            Plans.Resource.DnsRecords { Policy: DnsPolicy.Weighted } records => (null, new ActionMove.Refuse(
                $"{records.Label} share traffic by weights and have no primary; use dns.shift, which edits the "
                + "weights through Route 53's control plane")),
            _ when context.AfterFailure(undoing) is { } failed => (null, failed),
            Plans.Resource.DnsRecords records when context.Seen.Records is { } seen =>
                (new DnsSwitch(context, records, seen), null),
            var resource => (null, context.Blind(resource.Label)),
        };

    /// <summary>The record to take out, or why there is none to be found.</summary>
    public (DnsRecord? Record, string? Mistake) Find(string? endpoint)
    {
        var record = endpoint is null && IsFailover
            ? Seen.Records.FirstOrDefault(r => r.Failover == Primary)
            : Seen.Records.FirstOrDefault(r => r.SetIdentifier == endpoint);
        return (record, endpoint) switch
        {
            (null, null) when !IsFailover => (null, $"{Label} are latency records, of which none is the primary; name "
                + "the endpoint that is to be taken out"),
            (null, null) => (null, $"none of the {Label} is the primary; make one of them that"),
            (null, _) => (null, $"there is no record {endpoint} among the {Label}; correct the name"),
            ({ Failover: not Primary }, _) when IsFailover => (null, $"record {endpoint} of {Label} is not the "
                + "primary, so nothing is answered with it that could be switched away"),
            ({ HealthCheckId: null }, _) => (null, $"record {record.SetIdentifier} of {Label} has no health check to "
                + "invert; give it one, or move traffic by record edits, which need Route 53's control plane"),
            ({ HealthCheckId: { } id }, _) when Seen.Records.Any(r => r != record && r.HealthCheckId == id) => (null,
                $"health check {id} is also that of another record of {Label}, so inverting it would take both out; "
                + "give each record its own"),
            _ => (record, null),
        };
    }

    /// <summary>Whether an inverted check was not so before the event, which makes the inversion ours.</summary>
    public bool IsOurs(HealthCheckView check) =>
        Context.Seen.Record?.RestorePoint?.HealthChecks.Any(h => h.Id == check.Id && !h.Inverted) == true;

    public IReadOnlyList<string> Others(DnsRecord record) =>
        [.. Seen.Records.Where(r => r != record).Select(r => r.SetIdentifier)];

    /// <summary>The first of the others that cannot take what the record would leave to them; null when all can.
    /// </summary>
    public Obstacle? Leaving(DnsRecord record)
    {
        var others = Others(record);
        if (others.Count == 0)
        {
            return Obstacle.Lasting($"{Label} have no other record that could answer; add one");
        }

        // Whose users are nearest to which of the others is not known, so each must have room for all that leave.
        var leaving = LoadOf(record.SetIdentifier);
        return others
            .Select(o => EndpointRoom.Find(
                Context,
                o,
                IsFailover ? Total(record) : leaving + LoadOf(o)))
            .FirstOrDefault(o => o is not null);
    }

    /// <summary>Why the record cannot be answered with again; null when it can.</summary>
    public Obstacle? Returning(DnsRecord record) => EndpointRoom.Find(
        Context,
        record.SetIdentifier,
        IsFailover ? Total(record) : Total(record) / Seen.Records.Count);

    /// <summary>Until every resolver has asked again after the last switch; null when that has passed.</summary>
    public (DateTimeOffset Until, TimeSpan Left)? Settling()
    {
        if (Writes is not [.., { } last])
        {
            return null;
        }

        var ttl = Seen.Records.Select(r => r.Ttl ?? AliasTtl).DefaultIfEmpty(AliasTtl).Max();
        var until = StepFacts.EndOf(last) + DnsCase.SyncWithin + ttl;
        return Context.Now < until ? (until, until - Context.Now) : null;
    }

    private decimal? LoadOf(string name) =>
        Context.Seen.Endpoints?.FirstOrDefault(f => f.Endpoint == name)?.LoadPerSecond;

    // Which of them answers now depends on checks and on where users are, so one that counts nothing may be drained,
    // as long as another counts something.
    private decimal? Total(DnsRecord record)
    {
        var counting = (Context.Seen.Endpoints ?? []).Where(f => f.LoadPerSecond is not null)
            .Select(f => f.Endpoint)
            .ToHashSet(StringComparer.Ordinal);
        return counting.Count == 0
            ? null
            : EndpointRoom.TotalLoad(Context, name => counting.Contains(name)
                || (name == record.SetIdentifier && Seen.HealthOf(record) is { Healthy: true, Inverted: false }));
    }
}
