using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Aws.Hooks;

using Amazon.SimpleSystemsManagement.Model;

/// <summary>
/// Commands on instances through AWSSDK.SimpleSystemsManagement. SendCommand takes no client token, so the comment names
/// run and step, and a command is found again by it.
/// </summary>
internal sealed class SsmCommands(AwsClients clients)
{
    private const int PageSize = 50;
    private const int PagesMax = 5;
    private const int WordsMax = 300;

    public async Task<CommandSnapshot> ReadAsync(
        Location location,
        InstanceId instance,
        string token,
        CancellationToken cancellationToken)
    {
        if (await FindAsync(location, instance, token, cancellationToken) is { } command)
        {
            return await InvocationAsync(location, instance, command, cancellationToken);
        }

        var ping = await PingAsync(location, instance, cancellationToken);
        return new CommandSnapshot(ping == "Online", null, ping ?? "its agent has not reported to SSM");
    }

    public Task PerformAsync(Location location, Change.SendCommand change, CancellationToken cancellationToken)
    {
        var request = new SendCommandRequest
        {
            InstanceIds = [change.Instance.Value],
            DocumentName = change.Document,
            DocumentVersion = change.Version,
            Parameters = change.Parameters.ToDictionary(p => p.Name, p => new List<string> { p.Value }),
            Comment = change.Token,
        };
        return new AwsCall($"command {change.Document} on {change.Instance}", location, "ssm:SendCommand").SendAsync(
            clients,
            () => clients.Ssm(location, ClientUse.Effect).SendCommandAsync(request, cancellationToken),
            cancellationToken);
    }

    /// <summary>The newest command with the token; an instance that waits has few.</summary>
    private async Task<string?> FindAsync(
        Location location,
        InstanceId instance,
        string token,
        CancellationToken cancellationToken)
    {
        var request = new ListCommandsRequest { InstanceId = instance.Value, MaxResults = PageSize };
        for (var page = 0; page < PagesMax; page++)
        {
            var response = await Call(location, instance, "ListCommands").SendAsync(
                clients,
                () => clients.Ssm(location, ClientUse.Read).ListCommandsAsync(request, cancellationToken),
                cancellationToken);
            if ((response.Commands ?? []).Find(c => c.Comment == token) is { } command)
            {
                return command.CommandId;
            }

            if (string.IsNullOrEmpty(response.NextToken))
            {
                return null;
            }

            request.NextToken = response.NextToken;
        }

        return null;
    }

    private async Task<CommandSnapshot> InvocationAsync(
        Location location,
        InstanceId instance,
        string command,
        CancellationToken cancellationToken)
    {
        var request = new GetCommandInvocationRequest { CommandId = command, InstanceId = instance.Value };
        var response = await Call(location, instance, "GetCommandInvocation").SendAsync(
            clients,
            async () =>
            {
                try
                {
                    return await clients.Ssm(location, ClientUse.Read)
                        .GetCommandInvocationAsync(request, cancellationToken);
                }
                catch (InvocationDoesNotExistException)
                {
                    // The command is known before its invocation on the instance is.
                    return new GetCommandInvocationResponse { StatusDetails = "Pending" };
                }
            },
            cancellationToken);
        var status = response.Status?.Value ?? "Pending";
        var said = response.StandardErrorContent is { Length: > 0 } error ? error : response.StandardOutputContent ?? "";
        var words = $"{response.StatusDetails ?? status}{(said.Trim() is { Length: > 0 } text ? $": {text}" : "")}";
        return new CommandSnapshot(
            AgentOnline: true,
            status switch
            {
                "Pending" or "InProgress" or "Delayed" => ReceiptState.Pending,
                "Success" => ReceiptState.Done,
                _ => ReceiptState.Failed,
            },
            words.Length <= WordsMax ? words : words[..WordsMax] + "…");
    }

    private async Task<string?> PingAsync(Location location, InstanceId instance, CancellationToken cancellationToken)
    {
        var request = new DescribeInstanceInformationRequest
        {
            Filters =
            [
                new InstanceInformationStringFilter { Key = "InstanceIds", Values = [instance.Value] },
            ],
        };
        var response = await Call(location, instance, "DescribeInstanceInformation").SendAsync(
            clients,
            () => clients.Ssm(location, ClientUse.Read).DescribeInstanceInformationAsync(request, cancellationToken),
            cancellationToken);
        return (response.InstanceInformationList ?? []).FirstOrDefault()?.PingStatus?.Value;
    }

    private static AwsCall Call(Location location, InstanceId instance, string operation) =>
        new($"instance {instance}", location, $"ssm:{operation}");
}
