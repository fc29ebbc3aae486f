using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Review;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Aws.Tests.Review;

/// <summary>A plan of given resources, and a review of it.</summary>
internal static class ReviewPlan
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public static CompiledPlan Of(params IEnumerable<Resource> resources) => new(
        EventId.Parse("sale"),
        "Sale",
        "UTC",
        [],
        new EventSchedule(Now.AddDays(2), Now.AddDays(3), Now.AddDays(4), Now.AddDays(5)),
        EquatableList.From(resources.Select((r, i) =>
            new Component(ComponentName.Parse($"part-{i}"), r, 1, 10, 50, TimeSpan.FromMinutes(5), []))),
        [],
        [],
        TimeSpan.FromMinutes(15));

    public static Task<ReviewFacts> ReadAsync(CompiledPlan plan, params IReadOnlyList<IReviewSource> sources) =>
        new ReviewReader(sources).ReadAsync(plan, Now, null, TestContext.Current.CancellationToken);

    public static Task<ReviewFacts> ReadAllAsync(CompiledPlan plan, AwsClients clients) =>
        ReadAsync(plan, ArchitectureSources.Of(clients, TimeProvider.System));

    public static Resource.AutoScalingGroup Group(string name) => new(MotoFixture.Account, "eu-west-1", name);

    /// <summary>Success without content, for what a test is not about.</summary>
    public static CannedAnswer Empty(CannedRequest request) => request.Action switch
    {
        var a when a.StartsWith("GET ", StringComparison.Ordinal) => CannedAnswer.RestXml("<R></R>"),
        "GetResources" or "DescribeTrails" or "DescribeConnections" or "DescribeInstancePatchStates" or "GetTrailStatus" =>
            CannedAnswer.Json("{}"),
        "DescribeAutoScalingGroups" or "DescribeLaunchConfigurations" or "DescribeDBInstances" or "DescribeTargetGroups"
            or "DescribeLoadBalancers" or "DescribeListeners" or "DescribeRules" or "ListEntitiesForPolicy"
            or "GetAccountPasswordPolicy" => CannedAnswer.Query(request.Action),
        "GenerateCredentialReport" => CannedAnswer.Query(request.Action, "<State>COMPLETE</State>"),
        "GetCredentialReport" => CannedAnswer.Query(request.Action, "<Content></Content>"),
        _ => CannedAnswer.Ec2(request.Action, ""),
    };

    public static void AssertUnread<T>(Seen<T> seen, string why)
    {
        Assert.Empty(seen.Items);
        Assert.Contains(seen.Unread, u => u.Contains(why, StringComparison.Ordinal));
    }
}
