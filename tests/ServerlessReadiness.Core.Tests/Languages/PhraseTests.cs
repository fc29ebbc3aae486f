using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using ServerlessReadiness.Core.Languages;

namespace ServerlessReadiness.Core.Tests.Languages;

/// <summary>Every phrase of the program has its text in every language.</summary>
public sealed partial class PhraseTests
{
    public static TheoryData<Type, string> Books { get; } = new(
        from type in typeof(Wording).Assembly.GetTypes()
        where type.IsEnum && type.Name.EndsWith("Phrase", StringComparison.Ordinal)
        from language in Enum.GetValues<Language>()
        select (type, Wording.CodeOf(language)));

    [Theory]
    [MemberData(nameof(Books))]
    public void Each_phrase_has_a_text_and_no_text_is_without_its_phrase(Type phrases, string language)
    {
        var texts = TextsOf(phrases, language);
        Assert.Equal(Enum.GetNames(phrases).Order(StringComparer.Ordinal), texts.Keys.Order(StringComparer.Ordinal));
        Assert.All(texts, t => Assert.False(t.Value.Length == 0, t.Key));
    }

    [Theory]
    [MemberData(nameof(Books))]
    public void A_translation_fills_in_what_the_original_does(Type phrases, string language)
    {
        // How a date is written differs in just this: which of its parts are named at all.
        if (phrases == typeof(LanguagePhrase))
        {
            return;
        }

        var original = TextsOf(phrases, "en");
        Assert.All(
            TextsOf(phrases, language),
            t => Assert.True(PlacesOf(original[t.Key]).SetEquals(PlacesOf(t.Value)), $"{phrases.Name}.{t.Key}: {t.Value}"));
    }

    /// <summary>What is filled in may end in any sound, and these particles depend on it.</summary>
    [Theory]
    [MemberData(nameof(Books))]
    public void No_particle_depends_on_what_is_filled_in(Type phrases, string language) => Assert.All(
        TextsOf(phrases, language),
        t => Assert.False(Particle().IsMatch(t.Value), $"{phrases.Name}.{t.Key}: {t.Value}"));

    /// <summary>The whitepaper's Korean edition has one word for each of these, and so have we.</summary>
    [Theory]
    [InlineData("부하 차단", "로드 shedding")]
    [InlineData("사전 확장", "사전 워밍")]
    [InlineData("사전 준비", "사전 워밍")]
    [InlineData("예열", "사전 워밍")]
    public void Korean_has_the_whitepapers_words(string other, string word)
    {
        var korean = Books.Select(b => b.Data)
            .Where(b => b.Item2 == "ko")
            .SelectMany(b => TextsOf(b.Item1, "ko").Values)
            .ToList();
        Assert.DoesNotContain(korean, t => t.Contains(other, StringComparison.Ordinal));
        Assert.Contains(korean, t => t.Contains(word, StringComparison.Ordinal));
    }

    private static Dictionary<string, string> TextsOf(Type phrases, string language)
    {
        var culture = language == "en" ? CultureInfo.InvariantCulture : new CultureInfo(language);
        var manager = new ResourceManager(phrases.FullName!, phrases.Assembly);
        var set = manager.GetResourceSet(culture, createIfNotExists: true, tryParents: false);
        Assert.True(set is not null, $"{phrases.Name} has no resource file in {language}");
        return set.Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);
    }

    private static HashSet<string> PlacesOf(string text) =>
        [.. text.Split('|').SelectMany(form => Place().Matches(form)).Select(m => m.Value)];

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();

    [GeneratedRegex(
        @"\}(은|는|이|가|을|를|와|과|으로|로)(?=[\s,.)]|$)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Particle();
}
