using System.Text.Json;
using Amazon.ARCZonalShift;
using Amazon.ARCZonalShift.Model;
using Amazon.Runtime;

namespace ServerlessReadiness.Sdk.Tests.Faults;

/// <summary>Zonal shifts, which moto lacks: against answers in the shape that AWS documents.</summary>
public sealed class ZonalShiftTests
{
    private const string Balancer = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/1234";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shift_is_started_with_its_members_as_the_model_spells_them()
    {
        await using var service = await FakeService.StartAsync(Json(201, """
            {"zonalShiftId":"s-1","resourceIdentifier":"a","awayFrom":"euw1-az2","expiryTime":1795439400,
            "startTime":1795435800.5,"status":"ACTIVE","comment":"run-1"}
            """));
        using var client = Client(service);

        var started = await client.StartZonalShiftAsync(
            new StartZonalShiftRequest
            {
                ResourceIdentifier = Balancer, AwayFrom = "euw1-az2", ExpiresIn = "60m", Comment = "run-1",
            },
            Cancelled);

        Assert.Equal(("s-1", ZonalShiftStatus.ACTIVE), (started.ZonalShiftId, started.Status));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795439400).UtcDateTime, started.ExpiryTime);
        var sent = service.Requests[0];
        Assert.Equal(("POST", "/zonalshifts"), (sent.Method, sent.Path));
        using var body = JsonDocument.Parse(sent.Body);
        Assert.Equal(
            ["awayFrom", "comment", "expiresIn", "resourceIdentifier"],
            body.RootElement.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_managed_resource_is_asked_for_by_its_whole_arn()
    {
        await using var service = await FakeService.StartAsync(Json(200, """
            {"arn":"a","name":"shop","appliedWeights":{"euw1-az1":1.0,"euw1-az2":0.0},"zonalShifts":[{"appliedStatus":
            "APPLIED","zonalShiftId":"s-1","resourceIdentifier":"a","awayFrom":"euw1-az2","expiryTime":1795439400,
            "startTime":1795435800,"comment":"run-1","shiftType":"ZONAL_SHIFT"}],"zonalAutoshiftStatus":"DISABLED"}
            """));
        using var client = Client(service);

        var managed = await client.GetManagedResourceAsync(
            new GetManagedResourceRequest { ResourceIdentifier = Balancer }, Cancelled);

        Assert.Equal(0f, managed.AppliedWeights["euw1-az2"]);
        var shift = Assert.Single(managed.ZonalShifts);
        Assert.Equal((AppliedStatus.APPLIED, ShiftType.ZONAL_SHIFT), (shift.AppliedStatus, shift.ShiftType));

        // Colons are unescaped by the server; a slash that was not escaped would be another path.
        Assert.Equal(
            "/managedresources/" + Balancer.Replace("/", "%2F", StringComparison.Ordinal),
            service.Requests[0].Path);
    }

    [Fact]
    public async Task A_shift_is_cancelled_by_its_id()
    {
        await using var service = await FakeService.StartAsync(Json(200, """{"zonalShiftId":"s-1","status":"CANCELED"}"""));
        using var client = Client(service);
        var cancelled = await client.CancelZonalShiftAsync(
            new CancelZonalShiftRequest { ZonalShiftId = "s-1" }, Cancelled);
        Assert.Equal(ZonalShiftStatus.CANCELED, cancelled.Status);
        Assert.Equal(("DELETE", "/zonalshifts/s-1"), (service.Requests[0].Method, service.Requests[0].Path));
    }

    [Fact]
    public async Task Shifts_are_listed_page_by_page()
    {
        await using var service = await FakeService.StartAsync(Json(200, """
            {"items":[{"zonalShiftId":"s-1","resourceIdentifier":"a","awayFrom":"z","expiryTime":1795439400,
            "startTime":1795435800,"status":"EXPIRED","comment":""}],"nextToken":"p2"}
            """));
        using var client = Client(service);
        var listed = await client.ListZonalShiftsAsync(
            new ListZonalShiftsRequest { Status = ZonalShiftStatus.EXPIRED, ResourceIdentifier = "a b", NextToken = "p1" },
            Cancelled);
        Assert.Equal(("s-1", "p2"), (Assert.Single(listed.Items).ZonalShiftId, listed.NextToken));
        Assert.Equal("/zonalshifts", service.Requests[0].Path);
        Assert.Equal("?nextToken=p1&resourceIdentifier=a%20b&status=EXPIRED", service.Requests[0].Query);
    }

    [Fact]
    public async Task A_conflict_says_why()
    {
        await using var service = await FakeService.StartAsync(async context =>
        {
            context.Response.Headers["x-amzn-ErrorType"] = "ConflictException";
            await Json(409, """{"message":"exists","reason":"ZonalShiftAlreadyExists","zonalShiftId":"s-0"}""")(context);
        });
        using var client = Client(service);
        var conflict = await Assert.ThrowsAsync<ConflictException>(() => client.StartZonalShiftAsync(
            new StartZonalShiftRequest { ResourceIdentifier = Balancer, AwayFrom = "z", ExpiresIn = "1h", Comment = "c" },
            Cancelled));
        Assert.Equal(ConflictExceptionReason.ZonalShiftAlreadyExists, conflict.Reason);
        Assert.Equal("s-0", conflict.ZonalShiftId);
    }

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task> Json(int status, string body) =>
        FakeService.Reply(status, "application/json", body);

    private static AmazonARCZonalShiftClient Client(FakeService service) => new(
        new BasicAWSCredentials("id", "secret"),
        new AmazonARCZonalShiftConfig { ServiceURL = service.Url, AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0 });
}
