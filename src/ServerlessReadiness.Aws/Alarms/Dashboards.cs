using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;

namespace ServerlessReadiness.Aws.Alarms;

using Amazon.CloudWatch.Model;

/// <summary>CloudWatch dashboards through AWSSDK.CloudWatch.</summary>
public sealed class Dashboards(AwsClients clients) : IDashboards
{
    public async Task<string?> FindAsync(Location location, string name, CancellationToken cancellationToken)
    {
        var request = new GetDashboardRequest { DashboardName = name };
        try
        {
            var response = await new AwsCall($"dashboard {name}", location, "cloudwatch:GetDashboard").SendAsync(
                clients,
                () => clients.CloudWatch(location, ClientUse.Read).GetDashboardAsync(request, cancellationToken),
                cancellationToken);
            return response.DashboardBody;
        }
        catch (PortException e) when (e.Failure is PortFailure.NotFound)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<string>> PutAsync(
        Location location,
        string name,
        string body,
        CancellationToken cancellationToken)
    {
        var request = new PutDashboardRequest { DashboardName = name, DashboardBody = body };
        var response = await new AwsCall($"dashboard {name}", location, "cloudwatch:PutDashboard").SendAsync(
            clients,
            () => clients.CloudWatch(location, ClientUse.Effect).PutDashboardAsync(request, cancellationToken),
            cancellationToken);
        return
        [
            .. (response.DashboardValidationMessages ?? []).Select(m => $"{m.DataPath}: {m.Message}"),
        ];
    }

    public async Task DeleteAsync(Location location, string name, CancellationToken cancellationToken)
    {
        var request = new DeleteDashboardsRequest { DashboardNames = [name] };
        try
        {
            await new AwsCall($"dashboard {name}", location, "cloudwatch:DeleteDashboards").SendAsync(
                clients,
                () => clients.CloudWatch(location, ClientUse.Effect).DeleteDashboardsAsync(request, cancellationToken),
                cancellationToken);
        }
        catch (PortException e) when (e.Failure is PortFailure.NotFound)
        {
            // Somebody removed it by hand.
        }
    }
}
