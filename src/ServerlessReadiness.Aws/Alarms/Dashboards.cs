using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;

namespace ServerlessReadiness.Aws.Alarms;

using Amazon.CloudWatch.Model;

/// <summary>CloudWatch dashboards through AWSSDK.CloudWatch.</summary>
/// <param name="clients">The clients.</param>
/// <param name="region">Our own region.</param>
public sealed class Dashboards(AwsClients clients, string region) : IDashboards
{
    private readonly Location _home = new(clients.HomeAccount, region);

    public async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var request = new GetDashboardRequest { DashboardName = name };
        try
        {
            var response = await new AwsCall($"dashboard {name}", _home, "cloudwatch:GetDashboard").SendAsync(
                clients,
                () => clients.CloudWatch(_home, ClientUse.Read).GetDashboardAsync(request, cancellationToken),
                cancellationToken);
            return response.DashboardBody;
        }
        catch (PortException e) when (e.Failure is PortFailure.NotFound)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<string>> PutAsync(string name, string body, CancellationToken cancellationToken)
    {
        var request = new PutDashboardRequest { DashboardName = name, DashboardBody = body };
        var response = await new AwsCall($"dashboard {name}", _home, "cloudwatch:PutDashboard").SendAsync(
            clients,
            () => clients.CloudWatch(_home, ClientUse.Effect).PutDashboardAsync(request, cancellationToken),
            cancellationToken);
        return
        [
            .. (response.DashboardValidationMessages ?? []).Select(m => $"{m.DataPath}: {m.Message}"),
        ];
    }

    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var request = new DeleteDashboardsRequest { DashboardNames = [name] };
        try
        {
            await new AwsCall($"dashboard {name}", _home, "cloudwatch:DeleteDashboards").SendAsync(
                clients,
                () => clients.CloudWatch(_home, ClientUse.Effect).DeleteDashboardsAsync(request, cancellationToken),
                cancellationToken);
        }
        catch (PortException e) when (e.Failure is PortFailure.NotFound)
        {
            // Somebody removed it by hand.
        }
    }
}
