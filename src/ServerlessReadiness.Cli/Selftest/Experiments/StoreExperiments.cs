using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Cli.Selftest.Experiments;

/// <summary>Beliefs about tables, parameters, queues and quotas.</summary>
internal static class StoreExperiments
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private static readonly (string Service, string Code, string Word)[] Quotas =
    [
        ("ebs", "L-D18FCD1D", "gp2"),
        ("ebs", "L-7A658B76", "gp3"),
        ("ebs", "L-FD252861", "io1"),
        ("ebs", "L-09BD8365", "io2"),
        ("lambda", "L-B99A9384", "concurrent"),
        ("fargate", "L-3032A538", "vCPU"),
    ];

    public static IReadOnlyList<Experiment> All { get; } =
    [
        new("B8", "a transaction that adds one is sent twice with one token; the sum is one", Soon, TokenAsync)
        {
            LeftOut = "the ten minutes",
        },
        new("B9", "an item that expired an hour ago is written; a read finds it", Soon, ExpiryAsync),
        new(
            "B48",
            "a parameter that exists is written without Overwrite; that is refused and it stays as it was",
            Soon,
            ParameterAsync)
        {
            LeftOut = "compare and swap: the API has no member for it",
        },
        new(
            "B64",
            "the sandbox's queue, to which its template gives no name, is called STACK-Queue-CHANCE",
            Soon,
            QueueNameAsync),
        new("B73", "the quotas of our codes are read; AWS calls them what we believe they are", Soon, QuotaCodesAsync),
    ];

    private static async Task<Outcome> TokenAsync(Lab lab, CancellationToken stop)
    {
        const string Key = "token";
        lab.PutsBack($"item {Key} of table {lab.Names.Table}", token => lab.Calls.DeleteItemAsync(Key, token));
        await lab.Calls.DeleteItemAsync(Key, stop);
        var sum = await lab.Calls.AddTwiceAsync(Key, stop);
        return Outcome.Of(sum == 1, "the sum is 1", $"the sum is {sum}");
    }

    private static async Task<Outcome> ExpiryAsync(Lab lab, CancellationToken stop)
    {
        const string Key = "expired";
        lab.PutsBack($"item {Key} of table {lab.Names.Table}", token => lab.Calls.DeleteItemAsync(Key, token));
        return await lab.Calls.KeepsExpiredAsync(Key, lab.Now.AddHours(-1), stop)
            ? Outcome.Seen("it was there")
            : Outcome.Unverified("it was gone at once; that it may still be there is not wrong for that");
    }

    private static async Task<Outcome> ParameterAsync(Lab lab, CancellationToken stop)
    {
        var before = await lab.World.Settings.ReadAsync(lab.Settings, stop);
        if (before.Values.FirstOrDefault(v => v.Name == "mode") is not { } mode)
        {
            return Outcome.Unverified($"there is no parameter {lab.Names.Settings}/mode");
        }

        var other = new SettingValue(mode.Name, mode.Value + "-selftest");
        lab.PutsBack($"parameter {lab.Names.Settings}/{mode.Name}", token => lab.World.Settings.PerformAsync(
            lab.Settings, new Change.SetSettings([other], [mode]), token));
        var refusal = await Lab.RefusalAsync(() => lab.Calls.CreateSettingAsync(other.Name, other.Value, stop));
        var after = await lab.World.Settings.ReadAsync(lab.Settings, stop);
        return Outcome.Of(
            refusal is not null && after.Values.Contains(mode),
            $"refused, and it is still {mode.Value}: {refusal}",
            "it was replaced");
    }

    private static Task<Outcome> QueueNameAsync(Lab lab, CancellationToken stop)
    {
        var name = lab.Names.Queue[(lab.Names.Queue.LastIndexOf('/') + 1)..];
        var start = $"{lab.Names.Stack}-Queue-";
        return Task.FromResult(Outcome.Of(
            name.StartsWith(start, StringComparison.Ordinal) && name.Length > start.Length,
            $"it is called {name}",
            $"it is called {name}"));
    }

    private static async Task<Outcome> QuotaCodesAsync(Lab lab, CancellationToken stop)
    {
        var wrong = new List<string>();
        foreach (var (service, code, word) in Quotas)
        {
            var name = await lab.Calls.QuotaNameAsync(service, code, stop);
            if (name?.Contains(word, StringComparison.OrdinalIgnoreCase) != true)
            {
                wrong.Add($"{service} {code} is {name ?? "none"}, not one of {word}");
            }
        }

        return Outcome.Of(wrong.Count == 0, $"all {Quotas.Length} are", string.Join("; ", wrong));
    }
}
