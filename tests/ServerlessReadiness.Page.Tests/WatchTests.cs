using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ServerlessReadiness.Page.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ServerlessReadiness.Page.Tests;

/// <summary>Everyone on the call looks at one page.</summary>
public sealed class WatchTests(BlackFriday sale) : IClassFixture<BlackFriday>
{
    private static readonly string[] Serious = ["serious", "critical"];

    [Fact]
    public async Task It_shows_the_event_as_it_goes_on()
    {
        await using var viewer = await sale.Browser.ViewAsync(sale.Address);
        await viewer.DoAsync(async page =>
        {
            await Expect(page.Locator("h1")).ToHaveTextAsync("Black Friday 2026");
            await Expect(page.Locator(".mode")).ToHaveTextAsync("Automation acts");
            await Expect(page.Locator(".colour")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("Green|Yellow|Red"));
            await Expect(page.Locator(".phase")).ToHaveTextAsync("Live");
            await Expect(page.Locator(".countdown")).ToContainTextAsync("Cooldown in ");
            await Expect(viewer.Section("metrics").Locator("canvas")).ToHaveCountAsync(5);
            await Expect(viewer.Section("metrics").Locator("[role=img]").First)
                .ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("requests: now .+normal .+forecast .+"));
            await Expect(viewer.Section("capacity").GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(9);
            await Expect(viewer.Section("capacity")).ToContainTextAsync("48 / 48");
            await Expect(viewer.Section("journal").Locator("li").First).ToBeVisibleAsync();
            await Expect(page.Locator(".bridge a")).ToHaveAttributeAsync("href", "https://meet.shop.example/black-friday");
            var seen = await page.Locator(".clock").TextContentAsync();
            await Expect(page.Locator(".clock")).Not.ToHaveTextAsync(seen!);
        });
    }

    [Fact]
    public async Task A_reload_comes_back_to_the_same_view()
    {
        await using var viewer = await sale.Browser.ViewAsync(sale.Address);
        await viewer.DoAsync(async page =>
        {
            await viewer.Button("한국어").ClickAsync();
            await viewer.BeAsync("visitor");
            await page.ReloadAsync();
            await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "ko");
            await Expect(page.Locator("#person")).ToHaveValueAsync("visitor");
            await Expect(page.Locator("#title-journal")).ToHaveTextAsync("저널");
        });
    }

    [Fact]
    public async Task An_event_that_is_listed_no_more_is_still_shown_to_who_looked_at_it()
    {
        await using var viewer = await sale.Browser.ViewAsync(sale.Address);
        await viewer.DoAsync(async page =>
        {
            await Expect(page.Locator("h1")).ToHaveTextAsync("Black Friday 2026");
            await page.RouteAsync("**/api/events", route => route.FulfillAsync(new() { Json = new { events = Array.Empty<string>() } }));
            await page.ReloadAsync();
            await Expect(page.Locator("h1")).ToHaveTextAsync("Black Friday 2026");
        });
    }

    [Fact]
    public async Task When_the_API_is_away_it_keeps_what_it_knows_says_so_and_comes_back()
    {
        await using var viewer = await sale.Browser.ViewAsync(sale.Address);
        await viewer.DoAsync(async page =>
        {
            await Expect(page.Locator(".phase")).ToBeVisibleAsync();
            await page.RouteAsync("**/api/**", route => route.AbortAsync());
            await Expect(page.Locator(".stale").First).ToContainTextAsync("Stale: nothing newer than");
            await Expect(viewer.Section("capacity")).ToContainTextAsync("shop-web");
            await page.UnrouteAsync("**/api/**");
            await Expect(page.Locator("#toasts")).ToContainTextAsync("Connected again.");
            await Expect(page.Locator(".stale").First).ToBeHiddenAsync();
        });
    }

    [Fact]
    public async Task On_a_phone_nothing_sticks_out_and_buttons_are_for_thumbs()
    {
        await using var viewer = await sale.Browser.ViewAsync(sale.Address, new(390, 844, IsTouch: true));
        await viewer.DoAsync(async page =>
        {
            await Expect(viewer.Section("journal")).ToBeVisibleAsync();
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
            var box = await viewer.Button("Pause").BoundingBoxAsync();
            Assert.True(box!.Height >= 44, $"{box.Height}");
        });
    }

    [Theory]
    [InlineData(ColorScheme.Light, "en-GB", 1280)]
    [InlineData(ColorScheme.Dark, "en-GB", 1280)]
    [InlineData(ColorScheme.Light, "ko-KR", 390)]
    public async Task Axe_finds_nothing_serious(ColorScheme scheme, string locale, int width)
    {
        await using var viewer = await sale.Browser.ViewAsync(
            sale.Address, new ViewerOptions(width, 900, locale, scheme));
        await viewer.DoAsync(async page =>
        {
            await Expect(viewer.Section("journal").Locator("li").First).ToBeVisibleAsync();
            Assert.Empty(await SeriousAsync(page));
            await page.Locator("#start-runbook").ClickAsync();
            await Expect(page.Locator("dialog")).ToBeVisibleAsync();
            Assert.Empty(await SeriousAsync(page));
        });
    }

    [Fact]
    public async Task In_Korean_no_word_of_the_page_itself_is_English()
    {
        await using var viewer = await sale.Browser.ViewAsync(sale.Address, new ViewerOptions(Locale: "ko-KR"));
        await viewer.DoAsync(async page =>
        {
            await Expect(page.Locator(".phase")).ToHaveTextAsync("라이브");
            var titles = await page.Locator("h2").AllTextContentsAsync();
            Assert.Equal(12, titles.Count);
            Assert.All(titles, t => Assert.Contains(t, c => c is >= '가' and <= '힣'));
            await Expect(viewer.Section("standing").Locator(".reasons li").First).ToContainTextAsync("경보");
        });
    }

    [Fact]
    public async Task The_keyboard_reaches_everything()
    {
        await using var viewer = await sale.Browser.ViewAsync(sale.Address);
        await viewer.DoAsync(async page =>
        {
            await Expect(viewer.Section("journal")).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("/");
            await Expect(page.Locator("#filter")).ToBeFocusedAsync();
            await page.Keyboard.TypeAsync("no line says this");
            await Expect(viewer.Section("journal")).ToContainTextAsync("No line says that.");
            await page.Locator("h1").ClickAsync();
            await page.Keyboard.PressAsync("?");
            await Expect(page.Locator("dialog")).ToContainTextAsync("Keys");
            await page.Keyboard.PressAsync("Escape");
            await page.Keyboard.PressAsync("t");
            await Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
            await page.Keyboard.PressAsync("r");
            await Expect(page.Locator("dialog select[name=runbook]")).ToBeFocusedAsync();
        });
    }

    private static async Task<IReadOnlyList<string>> SeriousAsync(IPage page)
    {
        var found = await page.RunAxe();
        return [.. found.Violations
            .Where(v => Serious.Contains(v.Impact))
            .Select(v => $"{v.Id}: {string.Join("; ", v.Nodes.Select(n => n.Html))}")];
    }
}
