using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Alarms;
using ServerlessReadiness.Core.Review.Checks;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Cli.Reviews;

/// <summary>The event's alarms from the metric to a person.</summary>
internal sealed class AlarmView
{
    private static readonly string[] Columns =
        ["Alarm", "For", "State", "Way to us", "Enabled", "Muted", "Last failed action"];

    private static readonly string[] PeopleColumns = ["Topic", "Protocol", "Endpoint", "Confirmed"];
    private static readonly string[] AnswerColumns = ["Item", "Asks", "Answer", "Evidence"];
    private static readonly string[] ProposalColumns = ["Alarm", "For", "Metric", "Fires", "Periods", "Actions"];

    private readonly ReviewFacts _facts;
    private readonly AlarmOverview _overview;
    private readonly List<(ReviewItem Item, Verdict Verdict)> _answers;

    public AlarmView(ReviewFacts facts)
    {
        _facts = facts;
        _overview = AlarmOverview.Of(facts);
        _answers = [.. AlarmOverview.Items.Select(i => (ReviewItem.Find(i)!, ReviewChecks.All[i](facts)))];
        Proposals = AlarmProposals.Of(facts);
    }

    public EventId Event => _facts.Plan.Event;

    public AlarmProposals Proposals { get; }

    public bool IsNo => _answers.Exists(a => a.Verdict.Answer == ReviewAnswer.No);

    /// <param name="screen">Where to.</param>
    /// <param name="wording">In which language the items ask.</param>
    public void Show(Screen screen, Wording wording)
    {
        screen.Table($"Alarms of event {_facts.Plan.Event}", Columns, _overview.Alarms.Select(Row));
        Findings(screen, "Wrong with them:", _overview.Alarms.SelectMany(a => a.Findings));
        Findings(screen, "Missing:", _overview.Missing);
        screen.Table(
            "Who is told",
            PeopleColumns,
            _facts.Notified.Items.SelectMany(t => t.Subscriptions.Select(s => (IReadOnlyList<string>)
                [t.Name, s.Protocol, s.Endpoint, s.IsConfirmed ? "yes" : "NO"])));
        Findings(screen, "Wrong with that:", _overview.People);
        if (_overview.Unread.Count > 0)
        {
            screen.Line("Not read:");
            foreach (var unread in _overview.Unread)
            {
                screen.Line($"  {unread}");
            }

            screen.Line();
        }

        CanaryView.Show(screen, _facts);
        screen.Table(
            "What the review answers",
            AnswerColumns,
            _answers.Select(a => (IReadOnlyList<string>)
                [a.Item.Id, wording.Say(a.Item.Text), ReviewView.Word(a.Verdict.Answer), a.Verdict.Evidence]));
    }

    /// <summary>What would be created, and what a person must decide.</summary>
    public void ShowProposals(Screen screen)
    {
        screen.Table("Alarms to create", ProposalColumns, Proposals.Alarms.Select(Row));
        foreach (var alarm in Proposals.Alarms)
        {
            screen.Line($"  {alarm.Name}: {alarm.Reason}.");
        }

        Findings(screen, "Left to a person:", Proposals.Open);
    }

    public JsonObject ToJson() => new()
    {
        ["event"] = _facts.Plan.Event.Value,
        ["at"] = _facts.Now,
        ["alarms"] = Array(_overview.Alarms, a => new JsonObject
        {
            ["alarm"] = a.Alarm.Alarm.Value,
            ["for"] = a.For,
            ["state"] = a.Alarm.State.ToString(),
            ["way"] = a.Way,
            ["enabled"] = a.IsEnabled,
            ["muted"] = a.Muted,
            ["failedAction"] = Newest(a.Alarm) is { } failure
                ? new JsonObject { ["at"] = failure.At, ["summary"] = failure.Summary }
                : null,
            ["findings"] = ToJson(a.Findings),
        }),
        ["missing"] = ToJson(_overview.Missing),
        ["told"] = Array(_facts.Notified.Items, t => new JsonObject
        {
            ["topic"] = t.Arn,
            ["subscriptions"] = Array(t.Subscriptions, s => new JsonObject
            {
                ["protocol"] = s.Protocol,
                ["endpoint"] = s.Endpoint,
                ["confirmed"] = s.IsConfirmed,
            }),
        }),
        ["toldFindings"] = ToJson(_overview.People),
        ["notRead"] = Array(_overview.Unread, u => JsonValue.Create(u)),
        ["canary"] = CanaryView.Last(_facts) is { } canary ? CanaryView.ToJson(canary) : null,
        ["items"] = Array(_answers, a => new JsonObject
        {
            ["item"] = a.Item.Id,
            ["answer"] = a.Verdict.Answer.ToString(),
            ["evidence"] = a.Verdict.Evidence,
            ["findings"] = ToJson(a.Verdict.Findings),
        }),
        ["proposals"] = Array(Proposals.Alarms, p => new JsonObject
        {
            ["account"] = p.Account,
            ["region"] = p.Region,
            ["name"] = p.Name,
            ["for"] = p.For,
            ["metric"] = Words(p),
            ["statistic"] = p.Statistic,
            ["threshold"] = p.Threshold,
            ["isAbove"] = p.IsAbove,
            ["periodSeconds"] = p.Period.TotalSeconds,
            ["periods"] = p.EvaluationPeriods,
            ["datapoints"] = p.DatapointsToAlarm,
            ["actions"] = Array(p.Actions, a => JsonValue.Create(a)),
            ["reason"] = p.Reason,
        }),
        ["left"] = ToJson(Proposals.Open),
    };

    private IReadOnlyList<string> Row(AlarmWay way) =>
    [
        way.Alarm.Alarm.Name,
        way.For,
        way.Alarm.State.ToString(),
        way.Way,
        way.IsEnabled ? "yes" : "NO",
        way.Muted ?? "-",
        Newest(way.Alarm) is { } failure ? $"{failure.At:u} {failure.Summary}" : "-",
    ];

    private IReadOnlyList<string> Row(AlarmProposal alarm) =>
    [
        alarm.Name,
        alarm.For,
        Words(alarm),
        string.Create(CultureInfo.InvariantCulture, $"{(alarm.IsAbove ? "above" : "below")} {alarm.Threshold:0.###}"),
        $"{alarm.DatapointsToAlarm} of {alarm.EvaluationPeriods} of {alarm.Period.TotalSeconds:0} s",
        alarm.Actions.Count > 0 ? string.Join(", ", alarm.Actions)
            : _facts.AlarmRoutes.TakesByName(Core.Alarms.AlarmId.Of(alarm.Region, alarm.Account, alarm.Name))
                ? "EventBridge rule, by its name"
                : "NONE: no way to us is known there",
    ];

    private static string Words(AlarmProposal alarm) =>
        $"{alarm.Statistic} of {alarm.Metric.Namespace} {alarm.Metric.Name} "
        + $"({string.Join(", ", alarm.Metric.Dimensions.Select(d => $"{d.Name} {d.Value}"))})"
        + (alarm.PercentOf is { } whole ? $" in percent of {whole.Name}" : "");

    private static AlarmFailure? Newest(AlarmPathView alarm) => alarm.Failures.MaxBy(f => f.At);

    private static JsonArray ToJson(IEnumerable<Finding> findings) => Array(findings, f => new JsonObject
    {
        ["resource"] = f.Resource,
        ["what"] = f.What,
        ["fix"] = f.Fix,
    });

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> make) => new([.. items.Select(make)]);

    private static void Findings(Screen screen, string title, IEnumerable<Finding> findings)
    {
        var all = findings.Distinct().ToList();
        if (all.Count == 0)
        {
            return;
        }

        screen.Line(title);
        foreach (var finding in all)
        {
            screen.Line($"  {finding.Resource}: {finding.What}; {finding.Fix}.");
        }

        screen.Line();
    }
}
