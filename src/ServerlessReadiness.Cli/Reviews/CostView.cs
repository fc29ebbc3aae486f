using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Review.EventCost;

namespace ServerlessReadiness.Cli.Reviews;

/// <summary>The estimate as a table, and for programs.</summary>
internal static class CostView
{
    private const int Numbers = 1;

    private static readonly string[] Columns =
        ["Component", "Normal", "Floor", "Unit-hours", "Price", "On demand", "Spot", "Reserved", "At the floors", "At most"];

    public static void Show(Screen screen, CostEstimate estimate)
    {
        screen.Table(
            $"Extra capacity in {estimate.Currency}, beyond a normal day's:",
            Columns,
            [
                .. estimate.Components.Select(c => (IReadOnlyList<string>)
                [
                    c.Component.Value,
                    c.NormalUnits?.ToString(CultureInfo.InvariantCulture) ?? "–",
                    c.FloorUnits.ToString(CultureInfo.InvariantCulture),
                    Number(c.ExtraUnitHours),
                    c.Price.ToString("0.####", CultureInfo.InvariantCulture),
                    .. Amounts(c.AtFloor, c.AtCeiling),
                ]),
                (IReadOnlyList<string>)["all", "", "", "", "", .. Amounts(estimate.AtFloor, estimate.AtCeiling)],
            ],
            Numbers);
        foreach (var untold in estimate.Untold)
        {
            screen.Line($"Not estimated: {untold}.");
        }

        if (estimate.Limit is { } limit)
        {
            screen.Verdict(
                !estimate.IsOverLimit,
                estimate.IsOverLimit
                    ? $"The floors alone go over the plan's limit of {Number(limit)} {estimate.Currency}."
                    : $"The floors stay within the plan's limit of {Number(limit)} {estimate.Currency}.");
        }
    }

    public static JsonObject ToJson(CostEstimate estimate) => new()
    {
        ["currency"] = estimate.Currency,
        ["limit"] = estimate.Limit,
        ["isOverLimit"] = estimate.IsOverLimit,
        ["atFloor"] = ToJson(estimate.AtFloor),
        ["atCeiling"] = ToJson(estimate.AtCeiling),
        ["components"] = new JsonArray([.. estimate.Components.Select(c => (JsonNode)new JsonObject
        {
            ["component"] = c.Component.Value,
            ["normalUnits"] = c.NormalUnits,
            ["floorUnits"] = c.FloorUnits,
            ["extraUnitHours"] = c.ExtraUnitHours,
            ["extraUnitHoursAtCeiling"] = c.ExtraUnitHoursAtCeiling,
            ["price"] = c.Price,
            ["atFloor"] = ToJson(c.AtFloor),
            ["atCeiling"] = ToJson(c.AtCeiling),
        })]),
        ["notEstimated"] = new JsonArray([.. estimate.Untold.Select(u => (JsonNode)u)]),
    };

    private static JsonObject ToJson(CostSplit split) => new()
    {
        ["onDemand"] = split.OnDemand,
        ["spot"] = split.Spot,
        ["reserved"] = split.Reserved,
        ["total"] = split.Total,
    };

    private static string[] Amounts(CostSplit floor, CostSplit ceiling) =>
    [
        Number(floor.OnDemand), Number(floor.Spot), Number(floor.Reserved), Number(floor.Total), Number(ceiling.Total),
    ];

    private static string Number(decimal value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
