using ServerlessReadiness.Application.Reports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Reporting;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Reports;

/// <summary>An event whose leaders are told each hour of Live: Live from 11:00 to 12:00 UTC, closed from 14:00 on.
/// </summary>
internal sealed class Newsroom
{
    public Newsroom(CompiledPlan? plan = null)
    {
        Occasion = new Occasion(plan ?? Plan);
        Scenario = Occasion.Scenario;
    }

    public static CompiledPlan Plan { get; } = Occasion.Plan with
    {
        Reports = ReportPlan.Default with
        {
            Every =
            [
                new ReportEvery(Phase.Prewarm, TimeSpan.FromMinutes(30)),
                new ReportEvery(Phase.Live, TimeSpan.FromMinutes(30)),
            ],
            Languages = [Language.English, Language.Korean],
            From = "readiness@shop.example",
            Requests = "requests",
        },
        Contacts =
        [
            new Contact("Min-ji Park", "owner", "minji@shop.example", []),
            new Contact("Leadership", "leadership", "lead@shop.example", [Phase.Live]) { Language = Language.Korean },
        ],
    };

    public Occasion Occasion { get; }

    public Scenario Scenario { get; }

    public FakeWorld World => Occasion.World;

    public IReadOnlyList<Report> Reports => [.. Scenario.Play(() => Scenario.Store.ListAsync(
        StateKeys.EventPk(Sample.Event),
        StateKeys.ReportPrefix,
        StateJson.Default.Report,
        CancellationToken.None)).Select(r => r.Value)];

    public IEnumerable<string> Ids => Reports.Select(r => r.Id);

    public IEnumerable<Issue> Missing => Occasion.Issues.Where(i => i.Kind == IssueKind.ReportMissing);

    /// <summary>One invocation of a new Reporter.</summary>
    public ReportsDone Tick() => Tick(new NoHook(), () => false)!;

    /// <summary>One invocation of a Reporter that may die over it; null when it did.</summary>
    public ReportsDone? Tick(IPortHook hook, Func<bool> isDead)
    {
        var host = Scenario.NewHost(hook);
        return Scenario.Time.Play(
            () => host.Reports.RunAsync(Scenario.Now + TimeSpan.FromSeconds(50), CancellationToken.None),
            TimeSpan.FromMinutes(10),
            isDead);
    }

    /// <summary>Clock each minute and Reporter every five, until an instant.</summary>
    public void Until(DateTimeOffset at)
    {
        while (Scenario.Now < at)
        {
            Occasion.BeatsUntil(Scenario.Now.AddMinutes(1));
            if ((Scenario.Now - Sample.T0).TotalMinutes % 5 < 1)
            {
                Tick();
            }
        }
    }
}
