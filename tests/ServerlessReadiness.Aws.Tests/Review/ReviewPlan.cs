using ServerlessReadiness.Aws.Review;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
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
}
