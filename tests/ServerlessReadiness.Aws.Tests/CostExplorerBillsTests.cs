using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.PostMortems;

namespace ServerlessReadiness.Aws.Tests;

public sealed class CostExplorerBillsTests
{
    private const string Operation = "GetCostAndUsage";

    private static readonly BillTag Tag = new("event", "sale");
    private static readonly DateOnly From = new(2026, 11, 26);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Days_and_pages_are_added_up_by_service_and_estimates_are_said_to_be_so()
    {
        await using var aws = await CannedAws.StartAsync((_, count) => CannedAnswer.Json(count == 1
            ? """
              {"NextPageToken":"more","ResultsByTime":[
              {"TimePeriod":{"Start":"2026-11-26","End":"2026-11-27"},"Total":{},"Estimated":false,"Groups":[
              {"Keys":["Amazon Route 53"],"Metrics":{"UnblendedCost":{"Amount":"0.5","Unit":"USD"}}},
              {"Keys":["Amazon Elastic Compute Cloud - Compute"],"Metrics":{"UnblendedCost":{"Amount":"100.125","Unit":"USD"}}}]}]}
              """
            : """
              {"ResultsByTime":[
              {"TimePeriod":{"Start":"2026-11-27","End":"2026-11-28"},"Total":{},"Estimated":true,"Groups":[
              {"Keys":["Amazon Elastic Compute Cloud - Compute"],"Metrics":{"UnblendedCost":{"Amount":"1.2E+2","Unit":"USD"}}}]}]}
              """));
        using var clients = aws.Clients();

        var bill = await new CostExplorerBills(clients).ReadAsync(Tag, From, From.AddDays(2), Cancel);

        Assert.Equal(
            [("Amazon Elastic Compute Cloud - Compute", 220.125m), ("Amazon Route 53", 0.5m)],
            bill.Lines.Select(l => (l.Service, l.Amount)));
        Assert.Equal((220.625m, true, "event=sale"), (bill.Total, bill.IsEstimated, bill.Tag));
        var requests = aws.Requests(Operation);
        Assert.Equal(2, requests.Count);
        Assert.Contains("/us-east-1/ce/aws4_request", requests[0].Headers["Authorization"], StringComparison.Ordinal);
        Assert.Contains("\"Start\":\"2026-11-26\"", requests[0].Body, StringComparison.Ordinal);
        Assert.Contains("\"End\":\"2026-11-28\"", requests[0].Body, StringComparison.Ordinal);
        Assert.Contains("\"Tags\":{\"Key\":\"event\",\"Values\":[\"sale\"]}", requests[0].Body, StringComparison.Ordinal);
        Assert.Contains("\"NextPageToken\":\"more\"", requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_without_any_cost_are_an_empty_bill()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.Json(
            """{"ResultsByTime":[{"TimePeriod":{"Start":"2026-11-26","End":"2026-11-27"},"Estimated":false,"Groups":[]}]}"""));
        using var clients = aws.Clients();

        var bill = await new CostExplorerBills(clients).ReadAsync(Tag, From, From.AddDays(1), Cancel);

        Assert.Empty(bill.Lines);
        Assert.Null(bill.Total);
    }

    [Fact]
    public async Task A_denial_names_the_permission()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.JsonError(400, "AccessDeniedException"));
        using var clients = aws.Clients();

        var trouble = await Assert.ThrowsAsync<PortException>(
            () => new CostExplorerBills(clients).ReadAsync(Tag, From, From.AddDays(1), Cancel));

        Assert.Equal(PortFailure.Denied, trouble.Failure);
        Assert.Contains("ce:GetCostAndUsage", trouble.Message, StringComparison.Ordinal);
    }
}
