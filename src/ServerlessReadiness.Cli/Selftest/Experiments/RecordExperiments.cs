using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Cli.Selftest.Experiments;

/// <summary>Beliefs about records and health checks of Route 53.</summary>
internal static class RecordExperiments
{
    private const string Mismatch = "HealthCheckVersionMismatch";
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan InSyncUsual = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan InSyncBound = TimeSpan.FromMinutes(5);

    public static IReadOnlyList<Experiment> All { get; } =
    [
        new(
            "B29",
            "a batch deletes a record with another value than it has; nothing changes; with the right one it does",
            Soon,
            SwapAsync),
        new("B30", "a weight is changed; GetChange says INSYNC within 60 s", InSyncBound, InSyncAsync)
        {
            LeftOut = "what resolvers keep",
        },
        new(
            "B40",
            "records are deleted with another weight, lifetime, value or health check than they have; each is refused",
            Soon,
            ExactAsync)
        {
            LeftOut = "aliases",
        },
        new(
            "B42",
            "a health check is inverted twice by one version; the second is a HealthCheckVersionMismatch",
            Soon,
            VersionAsync)
        {
            NeedsHealthCheck = true,
        },
    ];

    private static async Task<Outcome> SwapAsync(Lab lab, CancellationToken stop)
    {
        var before = await ReadAsync(lab, stop);
        var stale = before with { Values = ["192.0.2.99"] };
        var refusal = await RefusalAsync(lab, stale, Heavier(before), stop);
        var untouched = await ReadAsync(lab, stop);
        if (refusal is null || untouched != before)
        {
            return Outcome.Contradicted($"a batch against {stale} was made, and the record is {untouched}");
        }

        var right = await RefusalAsync(lab, before, Heavier(before), stop);
        return right is not null ? EvenExact(right) : Outcome.Of(
            await ReadAsync(lab, stop) == Heavier(before),
            $"refused, and nothing changed: {refusal}; against the record as it is the batch was made",
            "the batch against the record as it is was taken and changed nothing");
    }

    private static async Task<Outcome> InSyncAsync(Lab lab, CancellationToken stop)
    {
        var before = await ReadAsync(lab, stop);
        PutsBack(lab, before);
        var receipt = await lab.World.Dns.PerformAsync(
            lab.Records, new Change.SetRecords([before], [Heavier(before)]), stop);
        var (last, isSo, after) = await lab.UntilAsync(
            () => lab.World.Dns.ReadReceiptAsync(lab.Records, receipt, stop),
            r => r.State == ReceiptState.Done,
            InSyncBound,
            stop);
        return isSo
            ? Outcome.Of(
                after <= InSyncUsual, $"INSYNC after {Lab.Seconds(after)}", $"INSYNC only after {Lab.Seconds(after)}")
            : lab.Late($"after {Lab.Seconds(after)}: {last.Words}");
    }

    private static async Task<Outcome> ExactAsync(Lab lab, CancellationToken stop)
    {
        var before = await ReadAsync(lab, stop);
        var others = new List<(string What, DnsRecord Other)>
        {
            ("weight", before with { Weight = before.Weight + 1 }),
            ("lifetime", before with { Ttl = before.Ttl + TimeSpan.FromSeconds(1) }),
            ("value", before with { Values = ["192.0.2.99"] }),
        };
        if (before.HealthCheckId is not null)
        {
            others.Add(("health check", before with { HealthCheckId = null }));
        }

        var refused = new List<string>();
        foreach (var (what, other) in others)
        {
            if (await RefusalAsync(lab, other, Heavier(before), stop) is null)
            {
                return Outcome.Contradicted($"a DELETE that names another {what} than the record has was made");
            }

            refused.Add(what);
        }

        if (await ReadAsync(lab, stop) != before)
        {
            return Outcome.Contradicted("every batch was refused, and yet the record changed");
        }

        return await RefusalAsync(lab, before, Heavier(before), stop) is { } refusal
            ? EvenExact(refusal)
            : Outcome.Seen($"refused for each: {string.Join(", ", refused)}; as the record is, it was made");
    }

    // A batch that is refused whatever it says shows nothing of what a DELETE must name.
    private static Outcome EvenExact(string refusal) =>
        Outcome.Unverified($"a batch against the record as it is was refused as well: {refusal}");

    private static async Task<Outcome> VersionAsync(Lab lab, CancellationToken stop)
    {
        if (await CheckAsync(lab, stop) is not { } check)
        {
            return Outcome.Unverified("the record names no health check");
        }

        lab.PutsBack($"health check {check.Id}", async token =>
        {
            if (await CheckAsync(lab, token) is { Inverted: true } now)
            {
                await InvertAsync(lab, now, false, token);
            }
        });
        await InvertAsync(lab, check, true, stop);
        var refusal = await Lab.RefusalAsync(() => InvertAsync(lab, check, false, stop));
        var after = await CheckAsync(lab, stop);
        return Outcome.Of(
            refusal?.Contains(Mismatch, StringComparison.Ordinal) == true && after is { Inverted: true },
            $"refused, and it stayed inverted: {refusal}",
            refusal is null
                ? $"version {check.Version} was taken though the check had {after?.Version}"
                : $"refused in other words, or changed: {refusal}");
    }

    private static Task InvertAsync(Lab lab, HealthCheckView check, bool to, CancellationToken stop) =>
        lab.World.Dns.PerformAsync(lab.Records, new Change.InvertHealthCheck(check.Id, to, check.Version), stop);

    private static async Task<HealthCheckView?> CheckAsync(Lab lab, CancellationToken stop) =>
        (await lab.World.Dns.ReadAsync(lab.Records, stop)).HealthChecks
            .FirstOrDefault(c => c.Id == lab.Names.HealthCheck);

    /// <summary>Asks for the change; whatever it does is put back.</summary>
    private static async Task<string?> RefusalAsync(Lab lab, DnsRecord from, DnsRecord to, CancellationToken stop)
    {
        PutsBack(lab, await ReadAsync(lab, stop));
        return await Lab.RefusalAsync(
            () => lab.World.Dns.PerformAsync(lab.Records, new Change.SetRecords([from], [to]), stop));
    }

    private static void PutsBack(Lab lab, DnsRecord before) => lab.PutsBack(
        $"record {lab.Names.Records} {before.SetIdentifier}",
        async stop =>
        {
            var now = await lab.World.Dns.ReadAsync(lab.Records, stop);
            if (now.Find(before.SetIdentifier) is not { } present)
            {
                await lab.World.Dns.PerformAsync(lab.Records, new Change.SetRecords([], [before]), stop);
            }
            else if (present != before)
            {
                await lab.World.Dns.PerformAsync(lab.Records, new Change.SetRecords([present], [before]), stop);
            }
        });

    /// <summary>The first of the sandbox's two records.</summary>
    private static async Task<DnsRecord> ReadAsync(Lab lab, CancellationToken stop)
    {
        var records = (await lab.World.Dns.ReadAsync(lab.Records, stop)).Records;
        return records.Count > 0 ? records[0] : throw new PortException(
            PortFailure.NotFound,
            $"Zone {lab.Names.Zone} has no record {lab.Names.Records}. Deploy the sandbox anew.");
    }

    private static DnsRecord Heavier(DnsRecord record) => record with { Weight = record.Weight + 5 };
}
