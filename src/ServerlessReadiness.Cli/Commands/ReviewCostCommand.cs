using System.CommandLine;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Cli.Reviews;
using ServerlessReadiness.Core.Review.EventCost;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>review cost</c>: what the event's extra capacity will cost, before it starts.</summary>
internal static class ReviewCostCommand
{
    public static Command Build(CommandShelf shelf)
    {
        var choice = new PlanChoice();
        var spot = Percent("--spot", "Share of the extra capacity that runs on Spot.");
        var reserved = Percent("--reserved", "Share that reservations or savings plans cover.");
        var spotOff = Percent("--spot-discount", "What Spot is below the plan's prices.");
        var reservedOff = Percent("--reserved-discount", "What reserved capacity is below them.");
        return shelf.Make(
            "cost",
            "Estimates what the extra capacity will cost, at the floors and at most, by how it is paid for.",
            [choice.EventId, choice.Plan, spot, reserved, spotOff, reservedOff],
            async (call, stop) =>
            {
                var split = new PurchaseSplit(
                    call.Value(spot), call.Value(reserved), call.Value(spotOff), call.Value(reservedOff));
                if (split.Problem is { } problem)
                {
                    var parts = problem.Split("; ", 2);
                    throw CliException.BadInput(parts[0], parts[^1]);
                }

                var estimate = CostEstimates.Of(await choice.ReadAsync(call, stop), split);
                call.Screen.Show(() => CostView.ToJson(estimate), () => CostView.Show(call.Screen, estimate));
                return estimate.IsOverLimit ? ExitCodes.No : ExitCodes.Done;
            });
    }

    private static Option<int> Percent(string name, string what) =>
        new(name) { Description = $"{what} In percent; 0 by default.", HelpName = "PERCENT" };
}
