using System.Text.Json;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Actions.Automations;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

public sealed class OwnAutomationTests
{
    private static readonly StepAction.SsmAutomation Flush = new("shop-Flush", "3", [new("Cache", "items")]);
    private static readonly StepAction.LambdaInvoke Drain = new("drain:live", """{"carts":"old","deep":{"a":[1,2]}}""");

    [Fact]
    public void An_automation_is_started_and_followed_to_its_end()
    {
        var player = Of(Flush);
        player.Receipts = (id, now) => new(id, now < Make.T0.AddMinutes(5) ? ReceiptState.Pending : ReceiptState.Done, "Success");
        Expect.Says<ActionMove.Done>("is done: Success", player.Play());
        Assert.True(player.Now >= Make.T0.AddMinutes(5));
        var start = Assert.IsType<Change.StartAutomation>(Assert.Single(player.Changes));
        Assert.Equal(("shop-Flush", "3"), (start.Document, start.Version));
        Assert.True(Guid.TryParseExact(start.Token, "D", out _));
    }

    [Fact]
    public void An_automation_that_fails_fails_the_step_with_what_systems_manager_says()
    {
        var player = Of(Flush);
        player.Receipts = (id, _) => new(id, ReceiptState.Failed, "Step 2 timed out");
        Expect.Says<ActionMove.Fail>("Step 2 timed out", player.Play());
    }

    [Fact]
    public void An_automation_whose_state_cannot_be_read_is_waited_for()
    {
        var player = Of(Flush);
        player.Receipts = (_, _) => null;
        Assert.Null(player.Play());
        Assert.Single(player.Changes);
    }

    [Fact]
    public void The_token_is_the_same_in_every_process_and_another_in_every_try()
    {
        Assert.Equal(TokenOf(Of(Flush)), TokenOf(Of(Flush)));
        var anew = Of(Flush);
        anew.BeginAnew(1);
        Assert.NotEqual(TokenOf(Of(Flush)), TokenOf(anew));
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", TokenOf(anew));
    }

    [Fact]
    public void A_new_try_starts_an_execution_of_its_own()
    {
        var player = Of(Flush);
        player.Receipts = (id, _) => new(id, ReceiptState.Failed, "no");
        player.Play();
        player.BeginAnew(1);
        player.Receipts = (id, _) => new(id, ReceiptState.Done, "yes");
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal(2, player.Changes.Count);
    }

    [Fact]
    public void Undoing_starts_the_document_that_takes_it_back_or_calls_a_person()
    {
        var player = Of(Flush with { UndoDocument = "shop-Warm" });
        player.Play();
        Assert.IsType<ActionMove.Done>(player.Undo());
        var undo = Assert.IsType<Change.StartAutomation>(player.Changes[1]);
        Assert.Equal(("shop-Warm", null), (undo.Document, undo.Version));
        Assert.NotEqual(((Change.StartAutomation)player.Changes[0]).Token, undo.Token);

        var lasting = Of(Flush);
        lasting.Play();
        Expect.Says<ActionMove.Refuse>("nothing undoes the automation shop-Flush", lasting.Undo());
        Expect.Says<ActionMove.Done>("no automation was started", Of(Flush).Undo());
    }

    [Fact]
    public void A_function_is_told_by_whom_and_for_what_it_is_invoked()
    {
        var player = Of(Drain);
        Expect.Says<ActionMove.Done>("function drain:live: done", player.Play());
        var invoke = Assert.IsType<Change.InvokeFunction>(Assert.Single(player.Changes));
        using var payload = JsonDocument.Parse(invoke.Payload);
        var root = payload.RootElement;
        Assert.Equal("old", root.GetProperty("carts").GetString());
        Assert.Equal(2, root.GetProperty("deep").GetProperty("a")[1].GetInt32());
        Assert.Equal("sale", root.GetProperty("event").GetString());
        Assert.Equal(player.Run.Id.Value, root.GetProperty("run").GetString());
        Assert.Equal(("step", "front"), (root.GetProperty("step").GetString(), root.GetProperty("component").GetString()));
        Assert.True(Guid.TryParse(root.GetProperty("token").GetString(), out _));
    }

    [Fact]
    public void A_functions_error_fails_the_step_at_once()
    {
        var player = Of(Drain);
        player.Refuses = _ => "drain:live reports an error: no carts";
        Expect.Says<ActionMove.Fail>("no carts", player.Play());
        Assert.Single(player.Step.Effects);
    }

    [Fact]
    public void A_function_is_never_invoked_twice_by_one_try_and_its_outcome_cannot_be_read()
    {
        var player = Of(Drain);
        player.Play();
        player.Play();
        Assert.Single(player.Changes);
        Assert.Equal(Repeatability.Once, player.Changes[0].Repeatability);
        Assert.Null(ChangeEvidence.Shows(player.Changes[0], Observation.Nothing(Make.T0)));
        Expect.Says<ActionMove.Refuse>("nothing undoes the function", player.Undo());
    }

    [Theory]
    [InlineData("[1]", "no JSON object")]
    [InlineData("{", "no JSON")]
    [InlineData("""{"run":"x"}""", "names \"run\"")]
    public void A_payload_that_cannot_be_used_is_refused(string payload, string words)
    {
        Assert.Contains(words, FunctionPayload.Refusal(payload), StringComparison.Ordinal);
        Expect.Says<ActionMove.Refuse>(words, Of(Drain with { Payload = payload }).Ask());
    }

    private static string TokenOf(TrafficPlayer player) =>
        Assert.IsType<Change.StartAutomation>(Assert.IsType<ActionMove.Perform>(player.Ask()).Change).Token;

    private static TrafficPlayer Of(StepAction action) => new(action, Make.Component());
}
