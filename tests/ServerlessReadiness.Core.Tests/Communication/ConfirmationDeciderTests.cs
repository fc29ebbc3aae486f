using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Communication;

/// <summary>Contacts are asked a week before, reminded the day before, and missed once it is late.</summary>
public sealed class ConfirmationDeciderTests
{
    private static readonly EventId Sale = EventId.Parse("sale");
    private static readonly DateTimeOffset By = People.Live.AddDays(-3);
    private static readonly Contact Kim = People.Owner with { Confirm = By };

    [Fact]
    public void Silence_is_asked_reminded_and_then_missed() => Assert.Equal(
        ["-7.00 Ask", "-1.00 Remind", "0.00 Late"],
        Play(Kim, _ => null));

    [Fact]
    public void An_answer_ends_the_questions() => Assert.Equal(
        ["-7.00 Ask"],
        Play(Kim, at => at == By.AddDays(-5) ? ContactAnswer.Confirmed : null));

    [Fact]
    public void A_decline_is_known_at_once_and_may_be_taken_back() => Assert.Equal(
        ["-7.00 Ask", "-5.00 Missing", "-4.00 Found"],
        Play(Kim, at => at == By.AddDays(-5) ? ContactAnswer.Declined : at == By.AddDays(-4) ? ContactAnswer.Confirmed : null));

    [Fact]
    public void An_answer_after_the_time_ends_the_issue() => Assert.Equal(
        ["-7.00 Ask", "-1.00 Remind", "0.00 Late", "1.00 Found"],
        Play(Kim, at => at == By.AddDays(1) ? ContactAnswer.Confirmed : null));

    [Fact]
    public void A_plan_that_comes_late_asks_at_once_and_does_not_remind_the_same_day()
    {
        Assert.Equal(["-0.50 Ask", "0.00 Late"], Play(Kim, _ => null, from: By.AddDays(-0.5)));
        Assert.Equal(["2.00 Late"], Play(Kim, _ => null, from: By.AddDays(2)));
    }

    [Fact]
    public void Who_is_not_asked_is_not_missed() => Assert.Empty(Play(People.Owner, _ => null));

    [Fact]
    public void The_question_says_how_to_answer_by_command_and_by_topic()
    {
        var kim = Kim with { Name = "Kim \"K\" <x>" };
        var letter = Letters.Ask(People.Plan, kim, ConfirmationVerdict.Ask, Language.English);
        var text = PlainText.Write(letter);
        Assert.Contains("readiness contact confirm", text, StringComparison.Ordinal);
        var json = text.Split('\n').Select(l => l.Trim()).Single(l => l.StartsWith('{'));
        using var parsed = System.Text.Json.JsonDocument.Parse(json);
        Assert.Equal(kim.Name, parsed.RootElement.GetProperty("command").GetProperty("contact").GetString());
        var korean = Letters.Ask(People.Plan, kim, ConfirmationVerdict.Late, Language.Korean);
        Assert.Contains("회신 기한", korean.Title, StringComparison.Ordinal);
    }

    private static List<string> Play(
        Contact contact,
        Func<DateTimeOffset, ContactAnswer?> answers,
        DateTimeOffset? from = null)
    {
        ContactRecord? record = null;
        var done = new List<string>();
        for (var at = from ?? By.AddDays(-10); at <= By.AddDays(3); at += TimeSpan.FromMinutes(30))
        {
            if (answers(at) is { } answer)
            {
                record = (record ?? ContactRecord.New(Sale, contact.Name)) with { Answer = answer };
            }

            var (verdict, next) = ConfirmationDecider.Decide(Sale, contact, record, at);
            if (verdict != ConfirmationVerdict.Nothing)
            {
                record = next;
                var days = (at - (contact.Confirm ?? By)).TotalDays;
                done.Add($"{days.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)} {verdict}");
            }
        }

        return done;
    }
}
