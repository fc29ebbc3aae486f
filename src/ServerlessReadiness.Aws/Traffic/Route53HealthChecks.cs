using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Aws.Traffic;

using Amazon.Route53.Model;

/// <summary>Health checks through AWSSDK.Route53.</summary>
internal sealed class Route53HealthChecks(AwsClients clients)
{
    // Route 53 takes an endpoint for healthy when more than 18 % of its checkers reach it.
    private const int HealthyPercentMin = 18;

    // More than that of them agree when nobody doubts it.
    private const int Majority = 50;

    /// <summary>Null when there is no such health check: Route 53 then answers with the record as without one.</summary>
    public async Task<HealthCheckView?> FindAsync(Location location, string id, CancellationToken cancellationToken)
    {
        using var asides = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var observing = ObserveAsync(location, id, asides.Token);
        try
        {
            var check = await ReadAsync(location, id, cancellationToken);
            return new HealthCheckView(
                id,
                check.HealthCheckConfig?.Inverted == true,
                check.HealthCheckVersion ?? 0,
                Healthy(check.HealthCheckConfig, await observing));
        }
        catch (PortException gone) when (gone.Failure == PortFailure.NotFound)
        {
            return null;
        }
        finally
        {
            await asides.CancelAsync();
            await observing;
        }
    }

    /// <summary>Refused when the health check has another version by now.</summary>
    public Task InvertAsync(
        Location location,
        Core.Actions.Change.InvertHealthCheck change,
        CancellationToken cancellationToken)
    {
        var request = new UpdateHealthCheckRequest
        {
            HealthCheckId = change.HealthCheckId,
            HealthCheckVersion = change.Version,
            Inverted = change.To,

            // A disabled check counts as healthy, so an inverted one stays unhealthy whatever its endpoint does. Only
            // inverted, it would call the traffic back the moment the endpoint dies.
            Disabled = change.To,
        };
        return Call(location, change.HealthCheckId, "UpdateHealthCheck").SendAsync(
            clients,
            () => clients.Route53(location, ClientUse.Effect).UpdateHealthCheckAsync(request, cancellationToken),
            cancellationToken);
    }

    private async Task<HealthCheck> ReadAsync(Location location, string id, CancellationToken cancellationToken)
    {
        var request = new GetHealthCheckRequest { HealthCheckId = id };
        var response = await Call(location, id, "GetHealthCheck").SendAsync(
            clients,
            () => clients.Route53(location, ClientUse.Read).GetHealthCheckAsync(request, cancellationToken),
            cancellationToken);
        return response.HealthCheck ?? throw new PortException(
            PortFailure.Unavailable,
            $"health check {id}: the answer of route53:GetHealthCheck holds none. Try again.");
    }

    /// <summary>What the checkers see. Calculated checks and those of an alarm have none, and answer with an error.
    /// </summary>
    private Task<GetHealthCheckStatusResponse?> ObserveAsync(
        Location location,
        string id,
        CancellationToken cancellationToken)
    {
        var request = new GetHealthCheckStatusRequest { HealthCheckId = id };
        return Call(location, id, "GetHealthCheckStatus").GlanceAsync(
            clients,
            () => clients.Route53(location, ClientUse.Glance).GetHealthCheckStatusAsync(request, cancellationToken),
            cancellationToken);
    }

    /// <summary>
    /// Null between the fifth part that Route 53 is content with and the half that a person would be: then some places
    /// reach the endpoint and most do not. A disabled check counts as passed. Inversion turns the answer over.
    /// </summary>
    private static bool? Healthy(HealthCheckConfig? config, GetHealthCheckStatusResponse? seen)
    {
        var inverted = config?.Inverted == true;
        if (config?.Disabled == true)
        {
            return !inverted;
        }

        var reports = (seen?.HealthCheckObservations ?? [])
            .Select(o => o.StatusReport?.Status)
            .OfType<string>()
            .ToList();
        if (reports.Count == 0)
        {
            return null;
        }

        var passed = reports.Count(r => r.StartsWith("Success", StringComparison.OrdinalIgnoreCase)) * 100
            / reports.Count;
        return passed > Majority ? !inverted : passed <= HealthyPercentMin ? inverted : null;
    }

    private static AwsCall Call(Location location, string id, string operation) =>
        new($"health check {id}", location, $"route53:{operation}");
}
