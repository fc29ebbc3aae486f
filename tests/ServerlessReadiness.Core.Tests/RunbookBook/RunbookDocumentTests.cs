using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.PostMortems;
using ServerlessReadiness.Core.Recovery;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.RunbookBook;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.RunbookBook;

public sealed class RunbookDocumentTests
{
    private static readonly Contingency Fire = new(
        "fire", "The kitchen burns", Happened.Front, Happened.Fix, null, TimeSpan.FromMinutes(15), null);

    private static readonly CompiledPlan Plan = Happened.Plan with
    {
        Contingencies = [Fire],
        Contacts = [new Contact("Min-ji Park", "owner", "minji@shop.example", [])],
        WarRoom = new WarRoom("+1 555", "https://meet.example/x"),
    };

    [Fact]
    public void It_has_the_five_sections_and_the_steps_with_their_commands()
    {
        var text = Text(RunbookFacts.OfFile(Plan, Happened.Prewarm));
        string[] parts =
        [
            "## 1. Event", "## 2. AWS services and their use", "## 3. Architecture and application review",
            "## 4. Operations review", "## 5. Readiness checklist", "## Steps to perform",
            "Min-ji Park", "https://meet.example/x", "Amazon EC2 Auto Scaling", "front (group web)",
            "readiness run fix --component front --event sale --reason TEXT", "capacity.raise by 2",
            "Everything is in one region: ap-northeast-2.", "| front\\* |",
        ];
        Assert.All(parts, p => Assert.Contains(p, text, StringComparison.Ordinal));
    }

    [Fact]
    public void An_item_that_nobody_answered_is_not_reviewed_yet()
    {
        var facts = RunbookFacts.OfFile(Plan, Happened.Prewarm);
        Assert.Equal(37, Count(Text(facts), "not reviewed yet"));
        Assert.Contains("Nothing is reviewed yet.", Text(facts), StringComparison.Ordinal);

        var answered = facts with
        {
            Reviews =
            [
                new CheckRecord(Plan.Event, "REL-03", Verdict.Yes("three zones"), Happened.Prewarm, null),
                new CheckRecord(
                    Plan.Event,
                    "SEC-02",
                    null,
                    null,
                    new Attestation(
                        ReviewAnswer.Yes, "ticket 7", "Jae", Happened.Prewarm, Happened.Prewarm.AddDays(30))),
            ],
        };
        var text = Text(answered);
        Assert.Equal(35, Count(text, "not reviewed yet"));
        Assert.Contains("2 of 37 items are answered.", text, StringComparison.Ordinal);
        Assert.Contains("three zones (read ", text, StringComparison.Ordinal);
        Assert.Contains("ticket 7 (Jae", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_tried_is_shown_with_its_time_and_is_stale_once_the_plan_has_changed()
    {
        var result = new DrillResult(
            Happened.Prewarm, DrillKind.Drill, "Jae", 2, "abc", TimeSpan.FromMinutes(7), TimeSpan.FromMinutes(15), true, "back");
        var record = DrillRecord.New(Plan.Event, "fire").With(result);
        var facts = RunbookFacts.OfFile(Plan, Happened.Prewarm);
        Assert.Contains("| not measured | never | **not tried** |", Text(facts), StringComparison.Ordinal);

        var tried = Text(facts with { Contingencies = [new ContingencyRecord(Fire, record, null)] });
        Assert.Contains("| 15 min | 7 min | drill, ", tried, StringComparison.Ordinal);
        Assert.Contains("**held**", tried, StringComparison.Ordinal);
        Assert.Contains("- [x] Every contingency was rehearsed", tried, StringComparison.Ordinal);

        var stale = Text(facts with { Contingencies = [new ContingencyRecord(Fire, record, "the plan has changed since")] });
        Assert.Contains("**stale: the plan has changed**", stale, StringComparison.Ordinal);
        Assert.Contains("- [ ] Every contingency was rehearsed", stale, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_without_contacts_war_room_or_contingency_says_what_is_missing()
    {
        var text = Text(RunbookFacts.OfFile(Happened.Plan, Happened.Prewarm));
        Assert.Contains("The plan names no contacts: nobody is told.", text, StringComparison.Ordinal);
        Assert.Contains("The plan names no war room", text, StringComparison.Ordinal);
        Assert.Contains("The plan has no contingency: nothing was tried.", text, StringComparison.Ordinal);
        Assert.Contains("The plan watches no metrics", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_peak_over_what_the_floor_or_the_ceiling_carries_is_named()
    {
        // 1,000 requests a second reach it; a unit serves 100.
        var low = Plan with { Components = [Plan.Components[0] with { Floor = 8 }] };
        Assert.Contains("front: the expected peak of 1,000 requests a second is over the 800", Text(low), StringComparison.Ordinal);
        var narrow = Plan with { Components = [Plan.Components[0] with { Floor = 8, Ceiling = 9 }] };
        Assert.Contains("over the 900 that it can carry at most: a bottleneck", Text(narrow), StringComparison.Ordinal);
        Assert.Contains("Every component's floor carries its expected peak.", Text(Plan), StringComparison.Ordinal);

        var behind = Plan.Components[0] with { Name = ComponentName.Parse("data"), Floor = 12 };
        var chained = Plan with
        {
            Components = [behind, Plan.Components[0] with { DependsOn = [new Dependency(behind.Name, 2)] }],
        };
        Assert.Equal(2000, ExpectedLoad.Peaks(chained)[behind.Name]);
    }

    [Fact]
    public void Korean_uses_the_same_sections()
    {
        var document = RunbookDocument.Compose(RunbookFacts.OfFile(Plan, Happened.Prewarm), Happened.Korean);
        var text = Markdown.Write(document);
        Assert.Equal(Language.Korean, document.Language);
        string[] parts =
            ["# 실행서: Spring sale", "## 1. 이벤트 세부 정보", "## 2. AWS 서비스 목록", "## 5. 준비 태세 체크리스트", "아직 검토되지 않음"];
        Assert.All(parts, p => Assert.Contains(p, text, StringComparison.Ordinal));
        Assert.DoesNotContain("{0}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_says_who_approves_and_what_its_failure_means()
    {
        var step = Plan.Runbooks[0].Steps[0] with
        {
            Approval = new ApprovalTerms(["commander"], TimeSpan.FromMinutes(20), ApprovalDefault.Reject, "Really?"),
            OnFailure = OnFailure.Undo,
            On = Happened.Front,
        };
        var text = Text(RunbookFacts.OfFile(
            Plan with { Runbooks = [Plan.Runbooks[0] with { Steps = [step] }] }, Happened.Prewarm));
        Assert.Contains(
            "capacity.raise by 2 · on front · asks commander for at most 20 min; silence rejects · at most 10 min · if it fails, all is taken back",
            text,
            StringComparison.Ordinal);
    }

    private static string Text(CompiledPlan plan) => Text(RunbookFacts.OfFile(plan, Happened.Prewarm));

    private static string Text(RunbookFacts facts) => Markdown.Write(RunbookDocument.Compose(facts, Happened.English));

    private static int Count(string text, string words) => text.Split(words).Length - 1;
}
