using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

using Amazon.RDS.Model;

/// <summary>The plan's databases, and where the members of their clusters are.</summary>
public sealed class DatabaseSource(AwsClients clients) : IReviewSource
{
    // The service's own limit for values of a filter is higher; a page has as many.
    private const int ValuesMax = 100;

    public string Name => "databases";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken)
    {
        var seen = await Reading.EachAsync(places, Name, p => DatabasesAsync(facts.Plan, p, cancellationToken));
        var missing = seen.Unread.Count > 0 ? [] : places.SelectMany(p => Named(facts.Plan, p)
            .Except(seen.Items.Where(d => d.At.IsAt(p)).Select(d => d.Id), StringComparer.OrdinalIgnoreCase)
            .Select(id => $"there is no database {id} in {p.Region} of {p.Account}; check its name in the plan"));
        return facts with { Databases = seen.And(missing) };
    }

    private async Task<IReadOnlyList<DatabaseView>> DatabasesAsync(
        CompiledPlan plan,
        Location place,
        CancellationToken cancellationToken)
    {
        var found = await FindAsync(place, "db-instance-id", Named(plan, place), cancellationToken);
        var clusters = found.Select(d => d.DBClusterIdentifier).Where(c => !string.IsNullOrEmpty(c));
        var members = (await FindAsync(place, "db-cluster-id", clusters, cancellationToken))
            .ToLookup(d => d.DBClusterIdentifier, d => d.AvailabilityZone);
        return
        [
            .. found.Select(d => new DatabaseView(
                place.ToPlace(),
                d.DBInstanceIdentifier,
                d.MultiAZ ?? false,
                Text(d.DBClusterIdentifier),
                EquatableList.From(members[d.DBClusterIdentifier ?? ""].Distinct(StringComparer.Ordinal).OfType<string>()),
                Text(d.ReadReplicaSourceDBInstanceIdentifier),
                d.PubliclyAccessible ?? false,
                EquatableList.From((d.VpcSecurityGroups ?? []).Select(g => g.VpcSecurityGroupId)))),
        ];
    }

    private async Task<List<DBInstance>> FindAsync(
        Location place,
        string filter,
        IEnumerable<string> values,
        CancellationToken cancellationToken)
    {
        var found = new List<DBInstance>();
        foreach (var chunk in values.Distinct(StringComparer.Ordinal).Chunk(ValuesMax))
        {
            var request = new DescribeDBInstancesRequest
            {
                Filters = [new Filter { Name = filter, Values = [.. chunk] }],
            };
            found.AddRange(await Pages.AllAsync(
                clients,
                new AwsCall("databases", place, "rds:DescribeDBInstances"),
                token =>
                {
                    request.Marker = token;
                    return clients.Rds(place, ClientUse.Read).DescribeDBInstancesAsync(request, cancellationToken);
                },
                response => (response.DBInstances, response.Marker),
                cancellationToken));
        }

        return found;
    }

    private static IEnumerable<string> Named(CompiledPlan plan, Location place) => plan.Components
        .Select(c => c.Resource)
        .OfType<Resource.Setting>()
        .Where(s => s.Service == SettingService.RdsInstance && Location.Of(s) == place)
        .Select(s => s.Id);

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
