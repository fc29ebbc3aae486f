using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Tests.Languages;

public sealed class WordingTests
{
    private static readonly PlanClocks Seoul = new([new(DateTimeOffset.MinValue, TimeSpan.FromHours(9), "KST")]);
    private static readonly Wording English = new(Language.English, Seoul);
    private static readonly Wording Korean = new(Language.Korean, Seoul);

    [Theory]
    [InlineData("2026-11-27T15:00:00Z", "Sat 28 November 2026, 12:00 AM KST", "2026년 11월 28일(토) 오전 12:00 (KST)")]
    [InlineData("2026-11-27T03:05:00Z", "Fri 27 November 2026, 12:05 PM KST", "2026년 11월 27일(금) 오후 12:05 (KST)")]
    [InlineData("2027-01-03T14:59:00Z", "Sun 3 January 2027, 11:59 PM KST", "2027년 1월 3일(일) 오후 11:59 (KST)")]
    public void An_instant_is_said_on_the_events_clocks(string instant, string english, string korean)
    {
        var at = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((english, korean), (English.Instant(at), Korean.Instant(at)));
    }

    [Fact]
    public void The_second_date_of_a_span_is_said_when_it_is_another()
    {
        var from = new DateTimeOffset(2026, 11, 27, 11, 0, 0, TimeSpan.Zero);
        Assert.Equal("Fri 27 November, 8:00 PM – 9:00 PM KST", English.Span(from, from.AddHours(1)));
        Assert.Equal("11월 27일(금) 오후 8:00 ~ 11월 28일(토) 오전 1:00 (KST)", Korean.Span(from, from.AddHours(5)));
    }

    [Theory]
    [InlineData(0, "0 s", "0초")]
    [InlineData(45, "45 s", "45초")]
    [InlineData(4_800, "1 h 20 min", "1시간 20분")]
    [InlineData(3_600, "1 h", "1시간")]
    [InlineData(183_600, "2 d 3 h", "2일 3시간")]
    [InlineData(-90, "1 min 30 s", "1분 30초")]
    public void A_duration_is_said_in_its_two_largest_units(int seconds, string english, string korean) =>
        Assert.Equal((english, korean), (Of(English, seconds), Of(Korean, seconds)));

    [Theory]
    [InlineData("0", "0", "0")]
    [InlineData("3.456", "3.46", "3.46")]
    [InlineData("9999", "9,999", "9,999")]
    [InlineData("12345", "12.3k", "1.23만")]
    [InlineData("8674724", "8.67M", "867만")]
    [InlineData("123456789", "123M", "1.23억")]
    [InlineData("-12345", "-12.3k", "-1.23만")]
    public void A_short_number_has_the_languages_own_units(string number, string english, string korean)
    {
        var value = decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((english, korean), (English.Short(value), Korean.Short(value)));
    }

    [Fact]
    public void What_is_filled_in_is_never_taken_for_a_place() =>
        Assert.Equal("{1} and {0}", English.List(["{1}", "{0}"]));

    [Fact]
    public void Nothing_one_and_more_things_are_listed()
    {
        Assert.Equal(("none", "없음"), (English.List([]), Korean.List([])));
        Assert.Equal("a", English.List(["a"]));
        Assert.Equal(("a, b and c", "a, b, c"), (English.List(["a", "b", "c"]), Korean.List(["a", "b", "c"])));
    }

    [Fact]
    public void Weekdays_are_the_calendars()
    {
        var monday = new DateTimeOffset(2026, 11, 23, 3, 0, 0, TimeSpan.Zero);
        var days = Enumerable.Range(0, 7).Select(d => monday.AddDays(d)).ToArray();
        Assert.Equal("월 화 수 목 금 토 일", string.Join(' ', days.Select(Korean.Weekday)));
        Assert.Equal("Mon Tue Wed Thu Fri Sat Sun", string.Join(' ', days.Select(English.Weekday)));
    }

    private static string Of(Wording wording, int seconds) => wording.Duration(TimeSpan.FromSeconds(seconds));
}
