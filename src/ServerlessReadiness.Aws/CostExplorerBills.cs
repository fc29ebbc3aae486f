using System.Globalization;
using Amazon.CostExplorer;
using Amazon.CostExplorer.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.PostMortems;

namespace ServerlessReadiness.Aws;

/// <summary>
/// Bills by Cost Explorer, which has one endpoint for all regions. Each page of an answer is charged (0.01 USD in 2026),
/// so it is asked only when a person wants it.
/// </summary>
public sealed class CostExplorerBills(AwsClients clients) : IBills
{
    private const string Region = "us-east-1";
    private const string Metric = "UnblendedCost";
    private const string Day = "yyyy-MM-dd";
    private const int PagesMax = 100;

    private readonly Location _location = new(clients.HomeAccount, Region);

    public async Task<Bill> ReadAsync(BillTag tag, DateOnly from, DateOnly until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tag);
        var request = new GetCostAndUsageRequest
        {
            TimePeriod = new DateInterval
            {
                Start = from.ToString(Day, CultureInfo.InvariantCulture),
                End = until.ToString(Day, CultureInfo.InvariantCulture),
            },
            Granularity = Granularity.DAILY,
            Metrics = [Metric],
            Filter = new Expression { Tags = new TagValues { Key = tag.Key, Values = [tag.Value] } },
            GroupBy = [new GroupDefinition { Type = GroupDefinitionType.DIMENSION, Key = "SERVICE" }],
        };
        var call = new AwsCall($"costs of {tag}", _location, "ce:GetCostAndUsage", "--bill-tag");
        var days = new List<ResultByTime>();
        for (var page = 0; page < PagesMax; page++)
        {
            var response = await call.SendAsync(
                clients,
                () => clients.CostExplorer(_location, ClientUse.Read).GetCostAndUsageAsync(request, cancellationToken),
                cancellationToken);
            days.AddRange(response.ResultsByTime ?? []);
            if (string.IsNullOrEmpty(response.NextPageToken))
            {
                return new Bill(tag.ToString(), from, until, LinesOf(days), days.Any(d => d.Estimated == true));
            }

            request.NextPageToken = response.NextPageToken;
        }

        throw new PortException(
            PortFailure.Unavailable,
            $"Costs of {tag} have more than {PagesMax} pages; ask for fewer days.");
    }

    private static EquatableList<BillLine> LinesOf(IEnumerable<ResultByTime> days) => EquatableList.From(
        days.SelectMany(d => d.Groups ?? [])
            .Select(LineOf)
            .GroupBy(l => (l.Service, l.Currency))
            .Select(g => new BillLine(g.Key.Service, g.Sum(l => l.Amount), g.Key.Currency))
            .OrderByDescending(l => l.Amount)
            .ThenBy(l => l.Service, StringComparer.Ordinal));

    private static BillLine LineOf(Group group)
    {
        var cost = group.Metrics?.GetValueOrDefault(Metric);
        return new BillLine(
            group.Keys is [var service, ..] ? service : "without a service",
            decimal.Parse(cost?.Amount ?? "0", NumberStyles.Float, CultureInfo.InvariantCulture),
            cost?.Unit ?? "USD");
    }
}
