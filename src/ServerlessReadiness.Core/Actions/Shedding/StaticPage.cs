using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions.Shedding;

/// <summary>
/// A maintenance page as the static site among the endpoints of a name: all weight moves to it at once, since a static
/// site can carry anything, and back to the restore point at once, since a page that is up serves nobody.
/// </summary>
internal static class StaticPage
{
    /// <summary>The change and one repetition.</summary>
    private const int WritesMax = 2;

    private const int WeightMin = 1;

    /// <summary>An alias record has its target's, which is 60 s for AWS's own.</summary>
    private static readonly TimeSpan AliasTtl = TimeSpan.FromSeconds(60);

    public static ActionMove PutUp(StepContext context, Resource.DnsRecords resource)
    {
        var endpoint = context.Component.Endpoints.FirstOrDefault(e => e.IsStaticPage);
        if (endpoint is null || resource.Policy != DnsPolicy.Weighted)
        {
            return new ActionMove.Refuse(endpoint is null
                ? $"no endpoint of {resource.Label} is a static page; name one in the plan"
                : $"{resource.Label} share their traffic by {resource.Policy}, not by weights; make the static site "
                    + "the secondary record and use dns.failover");
        }

        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        if (context.Seen is not { Records: { } seen, Endpoints: { } facts })
        {
            return context.Blind($"the records of {resource.Label}, or what is behind them,");
        }

        if (Forbidden(resource, seen, facts, endpoint) is { } forbidden)
        {
            return forbidden;
        }

        var wanted = seen.Records.Select(r => r with { Weight = WeightFor(r, endpoint, seen) }).ToList();
        return Reach(
            context,
            resource,
            seen,
            wanted,
            undoing: false,
            $"all answers for {resource.Name} lead to the static site {endpoint.SetIdentifier}");
    }

    public static ActionMove TakeOff(StepContext context, Resource.DnsRecords resource)
    {
        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        if (context.Seen is not { Records: { } seen, Endpoints: { } facts, Record: { } record })
        {
            return context.Blind($"the records of {resource.Label}, what is behind them, or how they were before,");
        }

        var pages = context.Component.Endpoints.Where(e => e.IsStaticPage).Select(e => e.SetIdentifier).ToList();
        if (!context.Did<Change.SetRecords>(undoing: false) && !IsUp(seen, pages))
        {
            return new ActionMove.Done($"no static page is up for {resource.Name}; the records are {Words(seen)}");
        }

        if (record.RestorePoint is not { Records: { Count: > 0 } before })
        {
            return new ActionMove.Refuse(
                $"it is not known where {resource.Name} led before its page; set its shares with dns.shift");
        }

        // What an alarm speaks against gets nothing, unless that would leave nothing at all.
        var firing = facts.Where(f => f.Firing is not { Count: 0 }).Select(f => f.Endpoint).ToList();
        var wanted = seen.Records.Select(r => r with { Weight = WeightBefore(r, before, firing) }).ToList();
        return wanted.TrueForAll(r => r.Weight is null or 0)
            ? new ActionMove.Refuse(
                $"{string.Join(", ", firing)}, which {resource.Name} led to before, are in alarm or cannot be read; "
                    + "the page stays until one of them can serve")
            : Reach(
                context,
                resource,
                seen,
                wanted,
                undoing: false,
                $"{resource.Name} leads again where it led before{Left(before, firing)}; what the page turned away is "
                    + "not counted, so how much load comes now is not known");
    }

    public static ActionMove TakeBack(StepContext context, Resource.DnsRecords resource)
    {
        if (context.DoneEffects<Change.SetRecords>(undoing: false) is not [{ } first, ..])
        {
            return new ActionMove.Done("no page was put up");
        }

        if (context.AfterFailure(undoing: true) is { } move)
        {
            return move;
        }

        if (context.Seen.Records is not { } seen)
        {
            return context.Blind($"the records of {resource.Label}");
        }

        var change = (Change.SetRecords)first.Change;
        if (!context.Did<Change.SetRecords>(undoing: true) && !IsShown(change, seen))
        {
            return new ActionMove.Done(
                $"someone else set the records of {resource.Name} since, to {Words(seen)}; they are left alone");
        }

        var wanted = seen.Records
            .Select(r => change.From.FirstOrDefault(f => f.SetIdentifier == r.SetIdentifier) ?? r)
            .ToList();
        return Reach(
            context, resource, seen, wanted, undoing: true, $"{resource.Name} leads again where it led before");
    }

    private static ActionMove.Refuse? Forbidden(
        Resource.DnsRecords resource,
        RecordsSnapshot seen,
        EquatableList<EndpointFacts> facts,
        Endpoint endpoint)
    {
        var id = endpoint.SetIdentifier;
        var firing = facts.FirstOrDefault(f => f.Endpoint == id)?.Firing;
        return (seen.Find(id), firing) switch
        {
            (null, _) => new ActionMove.Refuse(
                $"there is no record {id} among {resource.Label}; create it, or correct the plan"),
            (_, { Count: > 0 }) => new ActionMove.Refuse(
                $"the static site {id} is in alarm: {string.Join(", ", firing)}; nothing is led there"),
            (_, null) when endpoint.Alarms.Count > 0 => new ActionMove.Refuse(
                $"the alarms of the static site {id} cannot be read, so it is not taken to serve; start again once "
                    + "they can"),
            ({ } record, _) when seen.HealthOf(record)?.Healthy == false => new ActionMove.Refuse(
                $"the health check of the static site {id} fails; nothing is led there"),
            _ => null,
        };
    }

    /// <summary>The next move until the records' weights are as wanted, and in sync on all name servers.</summary>
    private static ActionMove Reach(
        StepContext context,
        Resource.DnsRecords resource,
        RecordsSnapshot seen,
        List<DnsRecord> wanted,
        bool undoing,
        string why)
    {
        var differing = wanted.Where(w => seen.Find(w.SetIdentifier)!.Weight != w.Weight).ToList();
        var writes = context.DoneEffects<Change.SetRecords>(undoing);
        if (differing.Count == 0 || (writes is [.., { } newest] && IsShown((Change.SetRecords)newest.Change, seen)))
        {
            return InSync(context, resource, seen, writes, why);
        }

        if (writes.Count > 0 && context.Now < StepFacts.EndOf(writes[^1]) + StepFacts.LookSoon)
        {
            return new ActionMove.Wait(StepFacts.LookSoon, $"waits until {resource.Label} show {List(differing)}");
        }

        return writes.Count >= WritesMax
            ? new ActionMove.Fail(
                $"the weights of {resource.Label} were set {writes.Count} times and read {Words(seen)}: a fight "
                    + "between writers. Find who else sets them, then start the runbook again.")
            : new ActionMove.Perform(
                new Change.SetRecords(
                    EquatableList.From(differing.Select(d => seen.Find(d.SetIdentifier)!)),
                    EquatableList.From(differing)),
                why);
    }

    private static ActionMove InSync(
        StepContext context,
        Resource.DnsRecords resource,
        RecordsSnapshot seen,
        List<EffectRecord> writes,
        string why)
    {
        if (writes is [.., { Receipt: not null, ReceiptEndedAt: null }])
        {
            return context.Seen.Receipt?.State == ReceiptState.Failed
                ? new ActionMove.Fail($"Route 53 could not change {resource.Label}: {context.Seen.Receipt.Words}")
                : new ActionMove.Wait(
                    StepFacts.LookSoon, $"waits until all name servers answer for {resource.Name} with {Words(seen)}");
        }

        var ttl = seen.Records.Max(r => r.Ttl ?? AliasTtl);
        return new ActionMove.Done(
            $"{why}; resolvers keep the answer from before for up to {ttl.TotalSeconds:0} s");
    }

    private static bool IsShown(Change.SetRecords change, RecordsSnapshot seen) =>
        change.To.All(t => seen.Find(t.SetIdentifier)?.Weight == t.Weight);

    private static bool IsUp(RecordsSnapshot seen, List<string> pages) =>
        seen.Records.Any(r => r.Weight > 0)
        && seen.Records.Where(r => r.Weight > 0).All(r => pages.Contains(r.SetIdentifier));

    private static int? WeightFor(DnsRecord record, Endpoint endpoint, RecordsSnapshot seen) =>
        record.SetIdentifier == endpoint.SetIdentifier
            ? Math.Max(WeightMin, record.Weight is > 0 and var own ? own : seen.Records.Max(r => r.Weight ?? 0))
            : 0;

    private static int? WeightBefore(DnsRecord record, EquatableList<DnsRecord> before, List<string> firing) =>
        before.FirstOrDefault(b => b.SetIdentifier == record.SetIdentifier) is { } known
            ? firing.Contains(record.SetIdentifier) ? 0 : known.Weight
            : record.Weight;

    private static string Left(EquatableList<DnsRecord> before, List<string> firing)
    {
        var left = before
            .Where(b => b.Weight > 0 && firing.Contains(b.SetIdentifier))
            .Select(b => b.SetIdentifier)
            .ToList();
        return left.Count == 0 ? "" : $", except to {string.Join(", ", left)}, which is in alarm or cannot be read";
    }

    private static string Words(RecordsSnapshot seen) => List(seen.Records);

    private static string List(IEnumerable<DnsRecord> records) => string.Join(", ", records);
}
