using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;

namespace ServerlessReadiness.Aws.Automations;

/// <summary>Gives a payload to a function and waits for its answer: how a dead letter is redriven, and Reviewer asked.</summary>
public sealed class FunctionCall(AwsClients clients, string region)
{
    /// <param name="function">Its name or ARN.</param>
    /// <param name="payload">What it is given.</param>
    /// <param name="setting">Where its name is from, for errors.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Its answer, and whether it failed over the payload.</returns>
    /// <exception cref="PortException">Lambda could not be reached, knows no such function or refused.</exception>
    public async Task<(bool Failed, string Answer)> InvokeAsync(
        string function,
        string payload,
        string setting,
        CancellationToken cancellationToken)
    {
        var location = new Location(clients.HomeAccount, region);
        using var body = new MemoryStream(Encoding.UTF8.GetBytes(payload));
        var request = new InvokeRequest
        {
            FunctionName = function,
            InvocationType = InvocationType.RequestResponse,
            PayloadStream = body,
        };

        // Waited for as long as the function may work; one attempt, since a person sees the answer.
        var response = await new AwsCall($"function {function}", location, "lambda:InvokeFunction", setting)
            .SendAsync(
                clients,
                () => clients.Lambda(location, ClientUse.Wait).InvokeAsync(request, cancellationToken),
                cancellationToken);
        using var reader = new StreamReader(response.Payload ?? new MemoryStream(), Encoding.UTF8);
        return (!string.IsNullOrEmpty(response.FunctionError), await reader.ReadToEndAsync(cancellationToken));
    }
}
