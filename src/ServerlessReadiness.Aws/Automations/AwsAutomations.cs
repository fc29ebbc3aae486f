using System.Text;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Aws.Automations;

using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.SimpleSystemsManagement.Model;

/// <summary>Automation documents through AWSSDK.SimpleSystemsManagement, functions through AWSSDK.Lambda.</summary>
public sealed class AwsAutomations(AwsClients clients) : IAutomations
{
    private const int AnswerLengthMax = 400;

    public async Task<string> PerformAsync(
        Location location,
        Change.StartAutomation change,
        CancellationToken cancellationToken)
    {
        var request = new StartAutomationExecutionRequest
        {
            DocumentName = change.Document,
            DocumentVersion = change.Version,
            Parameters = change.Parameters.ToDictionary(p => p.Name, p => new List<string> { p.Value }),
            ClientToken = change.Token,
        };
        var response = await new AwsCall($"automation {change.Document}", location, "ssm:StartAutomationExecution")
            .SendAsync(
                clients,
                () => clients.Ssm(location, ClientUse.Effect).StartAutomationExecutionAsync(request, cancellationToken),
                cancellationToken);
        return response.AutomationExecutionId;
    }

    /// <summary>
    /// Waits for the answer as long as an attempt may take (<see cref="AwsClientSettings.AttemptTimeout"/>); a function
    /// that needs longer goes on by itself, and its outcome stays unknown.
    /// </summary>
    public async Task<string> PerformAsync(
        Location location,
        Change.InvokeFunction change,
        CancellationToken cancellationToken)
    {
        using var payload = new MemoryStream(Encoding.UTF8.GetBytes(change.Payload));
        var request = new InvokeRequest
        {
            FunctionName = change.Function,
            InvocationType = InvocationType.RequestResponse,
            PayloadStream = payload,
        };
        var place = FunctionName.TryParse(change.Function, out var named) && named is { } own ? own : location;
        var response = await new AwsCall($"function {change.Function}", place, "lambda:InvokeFunction").SendAsync(
            clients,
            () => clients.Lambda(place, ClientUse.Effect).InvokeAsync(request, cancellationToken),
            cancellationToken);
        var answer = Shortened(response.Payload);
        return string.IsNullOrEmpty(response.FunctionError)
            ? answer
            : throw new PortException(
                PortFailure.Refused,
                $"function {change.Function} in account {place.Account}, {place.Region} failed "
                + $"({response.FunctionError}): {answer}. It ran; look what it did before it is invoked again.");
    }

    public async Task<ReceiptSnapshot> ReadReceiptAsync(
        Location location,
        string receipt,
        CancellationToken cancellationToken)
    {
        var request = new GetAutomationExecutionRequest { AutomationExecutionId = receipt };
        var response = await new AwsCall($"automation execution {receipt}", location, "ssm:GetAutomationExecution")
            .SendAsync(
                clients,
                () => clients.Ssm(location, ClientUse.Read).GetAutomationExecutionAsync(request, cancellationToken),
                cancellationToken);
        var execution = response.AutomationExecution;
        var status = execution?.AutomationExecutionStatus?.Value ?? "unknown";
        var words = execution?.FailureMessage is { Length: > 0 } message ? $"{status}: {Shortened(message)}" : status;
        return new ReceiptSnapshot(receipt, StateOf(status), words);
    }

    // A status that is new to us is waited for: the step's own time-out ends that.
    private static ReceiptState StateOf(string status) => status switch
    {
        "Success" or "CompletedWithSuccess" => ReceiptState.Done,
        "Failed" or "TimedOut" or "Cancelled" or "CompletedWithFailure" or "Rejected" or "Exited"
            or "ChangeCalendarOverrideRejected" => ReceiptState.Failed,
        _ => ReceiptState.Pending,
    };

    private static string Shortened(MemoryStream? payload) =>
        payload is null ? "" : Shortened(Encoding.UTF8.GetString(payload.ToArray()));

    private static string Shortened(string text) =>
        text.Length <= AnswerLengthMax ? text : string.Concat(text.AsSpan(0, AnswerLengthMax), "…");
}
