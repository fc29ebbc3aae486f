using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Checks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Communication;

/// <summary>What nobody takes up climbs, minute by minute, until somebody does.</summary>
public sealed class EscalationTests
{
    private static readonly EventId Sale = EventId.Parse("sale");
    private static readonly RunId Id = RunId.Parse("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    private static readonly DateTimeOffset T0 = Make.T0;

    [Fact]
    public void Three_hours_unanswered_climb_step_by_step_and_then_repeat_each_hour() => Assert.Equal(
        ["10 Ops", "20 Min-ji Park", "30 Boss", "90 Boss", "150 Boss"],
        Play(People.Plan, Phase.Live, minutes: 180));

    [Fact]
    public void Whoever_is_for_another_phase_or_scenario_is_not_told()
    {
        Assert.Equal(["10 Ops", "20 Min-ji Park", "80 Min-ji Park"], Play(People.Plan, Phase.Prewarm, minutes: 120));
        var money = new Contact("Money", "operator", "m@example.com", []) { Scenarios = ["spend-exceeded"] };
        var plan = People.Plan with { Contacts = [money, People.Owner] };
        Assert.Equal(["10 Min-ji Park"], Play(plan, Phase.Live, minutes: 15));
        Assert.Equal(["10 Money"], Play(plan, Phase.Live, minutes: 15, "spend-exceeded"));
    }

    [Fact]
    public void The_plans_own_steps_and_a_contacts_own_step_win_over_the_defaults()
    {
        var plan = People.Plan with
        {
            Escalation = new EscalationPlan(
                [new EscalationTerm("owner", TimeSpan.FromMinutes(5)), new EscalationTerm("operator", TimeSpan.FromMinutes(20))],
                TimeSpan.FromMinutes(30)),
            Contacts = [People.Owner, People.Ops, People.Partner with { Escalate = 1 }, People.Boss with { Escalate = 3 }],
        };
        Assert.Equal(
            ["5 Min-ji Park+Partner", "25 Ops", "35 Boss", "65 Boss"],
            Play(plan, Phase.Live, minutes: 70));
    }

    [Fact]
    public void A_plan_without_contacts_tells_whoever_reads_the_notifications()
    {
        var steps = EscalationLadder.Of(People.Plan with { Contacts = [] }, Phase.Live, []);
        Assert.Empty(Assert.Single(steps).Contacts);
        Assert.Equal(["10 ", "70 "], Play(People.Plan with { Contacts = [] }, Phase.Live, minutes: 75));
    }

    [Theory]
    [InlineData(EscalationNeed.TakenUp)]
    [InlineData(EscalationNeed.Over)]
    public void Taken_up_or_over_nobody_else_is_told(EscalationNeed need)
    {
        var record = EscalationRecord.Begin(Sale, Id, isRun: false, T0);
        var decision = EscalationDecider.Decide(
            record, need, "kim sees to it", EscalationLadder.Of(People.Plan, Phase.Live, []), TimeSpan.FromHours(1), T0.AddDays(1));
        Assert.Null(decision.Tell);
        Assert.Null(decision.LookAt);
        Assert.Equal("kim sees to it", decision.Next.Over);
    }

    [Fact]
    public void A_late_beat_makes_a_step_late_and_skips_none() => Assert.Equal(
        ["45 Ops", "55 Min-ji Park", "65 Boss"],
        Play(People.Plan, Phase.Live, minutes: 70, downUntil: 45));

    [Fact]
    public void It_ends_some_day()
    {
        var told = Play(People.Plan, Phase.Live, minutes: 60 * 40);
        Assert.Equal(3 + EscalationDecider.RepeatsMax, told.Count);
    }

    [Fact]
    public void What_is_counted_in_days_or_taken_up_at_once_does_not_climb()
    {
        Assert.True(EscalationLadder.IsFor(Issue(IssueKind.SlowBoot)));
        Assert.False(EscalationLadder.IsFor(Issue(IssueKind.TaskLate)));
        Assert.False(EscalationLadder.IsFor(Issue(IssueKind.ContactUnconfirmed)));
        Assert.False(EscalationLadder.IsFor(Issue(IssueKind.SlowBoot) with { Owner = "kim" }));
    }

    [Fact]
    public void The_letter_names_the_trouble_who_was_told_and_what_to_type_in_both_languages()
    {
        var record = EscalationRecord.Begin(Sale, Id, isRun: false, T0) with { ToldWhom = ["Ops"] };
        var subject = EscalationSubject.Of(Issue(IssueKind.FloorFight));
        var english = PlainText.Write(Letters.Escalate(People.Plan, record, subject, Language.English, T0.AddMinutes(20)));
        var korean = PlainText.Write(Letters.Escalate(People.Plan, record, subject, Language.Korean, T0.AddMinutes(20)));
        Assert.Contains("two writers", english, StringComparison.Ordinal);
        Assert.Contains("Told before you: Ops.", english, StringComparison.Ordinal);
        Assert.Contains($"readiness issue update {Id} --event sale --owner", english, StringComparison.Ordinal);
        Assert.Contains("20분 동안 담당자가 없습니다", korean, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(IssueKind.FloorFight, "floor-fight")]
    [InlineData(IssueKind.AwsHealth, "aws-health")]
    public void Kinds_of_issues_are_spelt_as_plans_do(IssueKind kind, string word) => Assert.Equal(word, Scenarios.Of(kind));

    [Fact]
    public void A_plan_whose_people_do_not_fit_together_is_told_so()
    {
        var plan = People.Plan with
        {
            Contacts =
            [
                People.Owner,
                People.Owner with { Escalate = 11, Confirm = People.Live.AddHours(1) },
            ],
            Escalation = new EscalationPlan([new EscalationTerm("boss", TimeSpan.FromDays(2))], TimeSpan.FromSeconds(10)),
        };
        var paths = PlanCheck.Check(plan).Select(p => p.Path).ToList();
        Assert.Superset(
            new HashSet<string>
            {
                "contacts[1].name",
                "contacts[1].escalate",
                "contacts[1].confirm",
                "escalation.steps[0].role",
                "escalation.steps[0].after",
                "escalation.repeatEvery",
            },
            paths.ToHashSet());
    }

    private static Issue Issue(IssueKind kind) =>
        new(Sale, Id, null, kind, "two writers", "stop one", null, null, T0, null, null);

    /// <summary>One beat a minute; says at which minute who was told.</summary>
    private static List<string> Play(CompiledPlan plan, Phase phase, int minutes, string? scenario = null, int downUntil = 0)
    {
        var record = EscalationRecord.Begin(Sale, Id, isRun: false, T0);
        var told = new List<string>();
        DateTimeOffset? due = T0;
        for (var minute = downUntil; minute <= minutes && due is not null; minute++)
        {
            var now = T0.AddMinutes(minute);
            if (now < due)
            {
                continue;
            }

            var decision = EscalationDecider.Decide(
                record,
                EscalationNeed.Waits,
                "",
                EscalationLadder.Of(plan, phase, scenario is null ? [] : [scenario]),
                plan.Escalation.RepeatEvery,
                now);
            (record, due) = (decision.Next, decision.LookAt);
            if (decision.Tell is { } step)
            {
                told.Add($"{minute} {string.Join("+", step.Contacts.Select(c => c.Name))}");
            }
        }

        return told;
    }
}
