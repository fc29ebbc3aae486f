using Microsoft.Playwright;
using ServerlessReadiness.Page.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace ServerlessReadiness.Page.Tests;

/// <summary>What people do on the page, each by the real Api of the played event.</summary>
public sealed class CommandTests(CupFinal final) : IClassFixture<CupFinal>
{
    private const string Director = "amelia-clarke";

    [Fact]
    public async Task Pausing_needs_a_reason_and_shows_at_once()
    {
        await using var viewer = await final.Browser.ViewAsync(final.Address);
        await viewer.DoAsync(async page =>
        {
            await viewer.BeAsync(Director);
            await viewer.SpeedAsync(1);
            await page.Keyboard.PressAsync("Escape");
            await page.Locator("#pause").ClickAsync();
            await page.Locator("dialog button[type=submit]").ClickAsync();
            await Expect(page.Locator("dialog .trouble")).ToHaveTextAsync("Say why.");
            await viewer.ReasonAsync("we look at the numbers first");
            await Expect(page.Locator("#toasts")).ToContainTextAsync("Done:");
            await Expect(page.Locator(".mode")).ToHaveTextAsync("Automation is paused");
            await Expect(viewer.Section("journal")).ToContainTextAsync("we look at the numbers first");
            await viewer.SpeedAsync(60);
            await Expect(page.Locator("#pause")).ToHaveTextAsync("Resume");
            await page.Locator("#pause").ClickAsync();
            await viewer.ReasonAsync("looked");
            await Expect(page.Locator(".mode")).ToHaveTextAsync("Automation acts");
        });
    }

    [Fact]
    public async Task A_region_shift_is_started_approved_and_seen_in_the_weights()
    {
        await using var viewer = await final.Browser.ViewAsync(final.Address);
        await viewer.DoAsync(async page =>
        {
            await viewer.BeAsync(Director);
            await Expect(page.Locator(".phase")).ToHaveTextAsync("Live");
            var shares = viewer.Section("dns").Locator(".shares");
            await Expect(shares).ToContainTextAsync("eu");
            await page.Locator("#start-runbook").ClickAsync();
            var dialog = page.Locator("dialog");
            await dialog.Locator("select[name=runbook]").SelectOptionAsync("lean-to-europe");
            await Expect(dialog).ToContainTextAsync("Asks for approval before it acts.");
            await dialog.Locator("select[name=component]").SelectOptionAsync("live-name");
            await viewer.ReasonAsync("the Americas are slow");
            await Expect(page.Locator("#toasts")).ToContainTextAsync("Done:");
            await viewer.SpeedAsync(300);
            var waiting = viewer.Section("waiting");
            await Expect(waiting).ToContainTextAsync("Lead more of the Americas to Europe");
            await viewer.SpeedAsync(60);
            await waiting.GetByRole(AriaRole.Button, new() { Name = "Approve" }).ClickAsync();
            await viewer.ReasonAsync("there is room");
            await Expect(waiting).ToContainTextAsync("Nothing waits for anybody.");
            await viewer.SpeedAsync(300);
            await Expect(shares.Locator("li", new() { HasText = "eu" }).First).ToContainTextAsync("65 %");
            await Expect(viewer.Section("journal")).ToContainTextAsync("there is room");
        });
    }

    [Fact]
    public async Task An_issue_is_opened_changed_and_closed()
    {
        await using var viewer = await final.Browser.ViewAsync(final.Address);
        await viewer.DoAsync(async page =>
        {
            await viewer.BeAsync(Director);
            await viewer.Button("Open an issue").ClickAsync();
            var dialog = page.Locator("dialog");
            await dialog.Locator("input[name=summary]").FillAsync("Checkout answers slowly <b>today</b>");
            await dialog.Locator("input[name=owner]").FillAsync("Amelia");
            await dialog.Locator("input[name=minutes]").FillAsync("45");
            await viewer.ReasonAsync("customers call");
            var card = viewer.Section("issues").Locator("li", new() { HasText = "Checkout answers slowly <b>today</b>" });
            await Expect(card).ToContainTextAsync("Owner: Amelia");
            await Expect(card).Not.ToContainTextAsync("not known");
            await card.GetByRole(AriaRole.Button, new() { Name = "Change" }).ClickAsync();
            await dialog.Locator("input[name=plan]").FillAsync("a second cache");
            await viewer.ReasonAsync("found it");
            await Expect(card).ToContainTextAsync("a second cache");
            await card.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
            await viewer.ReasonAsync("fast again");
            await Expect(card).ToHaveCountAsync(0);
        });
    }

    [Fact]
    public async Task Who_has_no_role_is_told_so_and_loses_nothing_that_was_typed()
    {
        await using var viewer = await final.Browser.ViewAsync(final.Address);
        await viewer.DoAsync(async page =>
        {
            await viewer.BeAsync("visitor");
            await page.Locator("#start-runbook").ClickAsync();
            var dialog = page.Locator("dialog");
            await dialog.Locator("select[name=runbook]").SelectOptionAsync("all-to-europe");
            await viewer.ReasonAsync("I just want to");
            await Expect(dialog.Locator(".trouble")).ToContainTextAsync("Refused:");
            await Expect(dialog.Locator(".trouble")).ToContainTextAsync("Next:");
            await Expect(dialog.Locator("input[name=reason]")).ToHaveValueAsync("I just want to");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
            await Expect(viewer.Section("runs")).Not.ToContainTextAsync("all-to-europe");
        });
    }

    [Fact]
    public async Task A_component_is_held_for_a_while_and_released()
    {
        await using var viewer = await final.Browser.ViewAsync(final.Address);
        await viewer.DoAsync(async page =>
        {
            await viewer.BeAsync(Director);
            var row = viewer.Section("capacity").Locator("tr", new() { HasText = "eu-edge" }).First;
            await row.GetByRole(AriaRole.Button, new() { Name = "Hold" }).ClickAsync();
            await page.Locator("dialog input[name=minutes]").FillAsync("600");
            await viewer.ReasonAsync("deploying");
            await Expect(row).ToContainTextAsync("deploying");
            await row.GetByRole(AriaRole.Button, new() { Name = "Release" }).ClickAsync();
            await viewer.ReasonAsync("deployed");
            await Expect(row.GetByRole(AriaRole.Button, new() { Name = "Hold" })).ToBeVisibleAsync();
        });
    }
}
