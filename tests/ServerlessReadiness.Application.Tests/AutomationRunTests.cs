using System.Text.Json;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Tests;

/// <summary>Runs of the user's own automation: documents and functions.</summary>
public sealed class AutomationRunTests
{
    [Fact]
    public void An_automation_is_followed_to_its_end_across_processes()
    {
        var shop = new Doorway();
        shop.Scenario.World.Automations.Documents["shop-Flush"] = (TimeSpan.FromMinutes(12), null);
        var run = shop.Start("front", new StepAction.SsmAutomation("shop-Flush", null, []));
        shop.Scenario.Beats(TimeSpan.FromMinutes(8));
        Assert.False(shop.Run(run).IsOver);
        Assert.Equal(RunState.Done, shop.Finish(run).State);
        Assert.Equal(["shop-Flush"], shop.Scenario.World.Automations.Started);
    }

    [Fact]
    public void An_automation_that_fails_is_undone_by_its_document()
    {
        var shop = new Doorway();
        shop.Scenario.World.Automations.Documents["shop-Flush"] = (TimeSpan.FromMinutes(2), "step 3 failed");
        shop.Scenario.World.Automations.Documents["shop-Warm"] = (TimeSpan.FromMinutes(1), null);
        var run = shop.Finish(shop.Start("front", OnFailure.Undo, new StepAction.SsmAutomation("shop-Flush", null, [], "shop-Warm")));
        Assert.Equal(RunState.Undone, run.State);
        Assert.Equal(["shop-Flush", "shop-Warm"], shop.Scenario.World.Automations.Started);
        Assert.Contains(shop.Scenario.Journal(), l => l.Reason.Contains("step 3 failed", StringComparison.Ordinal));
        Assert.Single(shop.Scenario.World.Messages);
    }

    [Fact]
    public void An_automation_that_nothing_undoes_is_handed_to_a_person()
    {
        var shop = new Doorway();
        shop.Scenario.World.Automations.Documents["shop-Flush"] = (TimeSpan.FromMinutes(2), "step 3 failed");
        var run = shop.Finish(shop.Start("front", OnFailure.Undo, new StepAction.SsmAutomation("shop-Flush", null, [])));
        Assert.Equal(RunState.HandedOver, run.State);
        Assert.Contains("nothing undoes", run.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_automation_of_unknown_outcome_is_started_once(bool afterEffect)
    {
        var shop = new Doorway();
        var faults = 0;
        shop.Scenario.World.Automations.Documents["shop-Flush"] = (TimeSpan.FromMinutes(2), null);
        shop.Scenario.World.Fault = c => c is Change.StartAutomation && ++faults == 1 ? (PortFailure.Unavailable, afterEffect) : null;
        Assert.Equal(RunState.Done, shop.Finish(shop.Start("front", new StepAction.SsmAutomation("shop-Flush", null, []))).State);
        Assert.Equal(["shop-Flush"], shop.Scenario.World.Automations.Started);
    }

    [Fact]
    public void A_function_whose_outcome_is_unknown_is_for_a_person_and_is_never_invoked_again()
    {
        var shop = new Doorway();
        shop.Scenario.World.Automations.Functions["drain:live"] = _ => "ok";
        shop.Scenario.World.Fault = c => c is Change.InvokeFunction ? (PortFailure.Unavailable, true) : null;
        var run = shop.Finish(shop.Start("front", new StepAction.LambdaInvoke("drain:live", "{}")));
        Assert.Equal(RunState.HandedOver, run.State);
        Assert.Single(shop.Scenario.World.Automations.Payloads);
        Assert.Single(shop.Scenario.World.Messages);
    }

    [Fact]
    public void A_functions_error_fails_the_run_and_its_answer_is_kept()
    {
        var shop = new Doorway();
        shop.Scenario.World.Automations.Functions["drain:live"] = payload => payload.Contains("old", StringComparison.Ordinal)
            ? "42 carts"
            : throw new InvalidOperationException("no carts");
        var done = shop.Finish(shop.Start("front", new StepAction.LambdaInvoke("drain:live", """{"carts":"old"}""")));
        Assert.Contains("42 carts", done.Reason, StringComparison.Ordinal);
        using var payload = JsonDocument.Parse(shop.Scenario.World.Automations.Payloads[0]);
        Assert.Equal(done.Id.Value, payload.RootElement.GetProperty("run").GetString());

        var failed = shop.Finish(shop.Start("front", new StepAction.LambdaInvoke("drain:live", "{}")));
        Assert.Equal(RunState.Failed, failed.State);
        Assert.Contains("no carts", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(2, shop.Scenario.World.Automations.Payloads.Count);
    }
}
