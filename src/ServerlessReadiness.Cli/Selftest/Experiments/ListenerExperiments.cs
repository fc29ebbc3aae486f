using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Cli.Selftest.Experiments;

/// <summary>Beliefs about rules of load balancers' listeners.</summary>
internal static class ListenerExperiments
{
    private const string Owner = "selftest";
    private const int PriorityMax = 50_000;
    private const int ValuesMax = 5;
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    public static IReadOnlyList<Experiment> All { get; } =
    [
        new("B35", "a fixed response with 1,024 characters is taken, one with 1,025 is refused", Soon, BodyAsync)
        {
            NeedsListener = true,
            LeftOut = "headers: the API has no member for them",
        },
        new(
            "B37",
            "a second rule of one priority, one of 50,001 and one with six values are refused",
            Soon,
            LimitsAsync)
        {
            NeedsListener = true,
            LeftOut = "the order in which rules are tried, wildcards, and the length of a value",
        },
        new("B43", "a rule for the path * is taken; one without a condition is refused", Soon, ConditionAsync)
        {
            NeedsListener = true,
            LeftOut = "that * fits every request",
        },
    ];

    private static async Task<Outcome> BodyAsync(Lab lab, CancellationToken stop)
    {
        PutsBack(lab);
        if (await AddAsync(lab, Page(101, FixedPage.BodyLengthMax), stop) is { } refusal)
        {
            return Outcome.Contradicted($"{FixedPage.BodyLengthMax} characters were refused: {refusal}");
        }

        var longer = await AddAsync(lab, Page(102, FixedPage.BodyLengthMax + 1), stop);
        return Outcome.Of(
            longer is not null,
            $"{FixedPage.BodyLengthMax} were taken; one more: {longer}",
            $"{FixedPage.BodyLengthMax + 1} characters were taken");
    }

    private static async Task<Outcome> LimitsAsync(Lab lab, CancellationToken stop)
    {
        PutsBack(lab);
        if (await AddAsync(lab, Page(PriorityMax, 10), stop) is { } refusal)
        {
            return Outcome.Contradicted($"priority {PriorityMax} was refused: {refusal}");
        }

        (string What, ListenerRule Rule)[] others =
        [
            ("a second rule of that priority", Page(PriorityMax, 10)),
            ($"priority {PriorityMax + 1}", Page(PriorityMax + 1, 10)),
            ($"{ValuesMax + 1} values", Page(103, 10) with
            {
                Paths = EquatableList.From(Enumerable.Range(0, ValuesMax + 1).Select(i => $"/p{i}")),
            }),
        ];
        foreach (var (what, rule) in others)
        {
            if (await AddAsync(lab, rule, stop) is null)
            {
                return Outcome.Contradicted($"{what}: taken");
            }
        }

        return Outcome.Seen($"refused: {string.Join("; ", others.Select(o => o.What))}");
    }

    private static async Task<Outcome> ConditionAsync(Lab lab, CancellationToken stop)
    {
        PutsBack(lab);
        if (await AddAsync(lab, Page(104, 10) with { Paths = ["*"] }, stop) is { } refusal)
        {
            return Outcome.Contradicted($"the path * was refused: {refusal}");
        }

        var without = await Lab.RefusalAsync(() => lab.Calls.CreateRuleWithoutConditionAsync(105, stop));
        return Outcome.Of(
            without is not null,
            $"* was taken; without a condition: {without}",
            "one without a condition was taken too");
    }

    private static ListenerRule Page(int priority, int length) =>
        new("", priority, [], ["/selftest"], new FixedPage(503, "text/plain", new string('x', length)))
        {
            Owner = Owner,
        };

    private static Task<string?> AddAsync(Lab lab, ListenerRule rule, CancellationToken stop) => Lab.RefusalAsync(
        () => lab.World.Listeners.PerformAsync(lab.Listener, new Change.CreateListenerRule(rule), stop));

    // Nobody but the selftest makes rules on a sandbox's listener.
    private static void PutsBack(Lab lab) => lab.PutsBack("the rules of the sandbox's listener", async stop =>
    {
        foreach (var rule in (await lab.World.Listeners.ReadAsync(lab.Listener, stop)).Rules)
        {
            await lab.World.Listeners.PerformAsync(lab.Listener, new Change.DeleteListenerRule(rule), stop);
        }
    });
}
