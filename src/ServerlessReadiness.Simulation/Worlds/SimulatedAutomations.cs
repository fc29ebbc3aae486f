using System.Globalization;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>The user's own documents and functions: they succeed, fail or hang, as the seed says.</summary>
internal sealed class SimulatedAutomations(Rates rates, SimulatedChance chance)
{
    private readonly SortedDictionary<string, string> _byToken = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (long EndMs, ReceiptState End)> _executions = new(StringComparer.Ordinal);

    /// <summary>Executions that were started; a repeat with the same token starts none.</summary>
    public int Started => _executions.Count;

    public string Start(Change.StartAutomation change, long nowMs)
    {
        if (_byToken.TryGetValue(change.Token, out var known))
        {
            return known;
        }

        var lastsMs = chance.Between(15 * Instant.SecondMs, 3 * Instant.MinuteMs);
        var fails = chance.PerMillion(rates.AutomationFails);
        var hangs = chance.PerMillion(rates.AutomationHangs);
        var receipt = string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-a000-{_executions.Count + 1:x12}");
        _byToken[change.Token] = receipt;
        _executions[receipt] = (
            hangs ? long.MaxValue : nowMs + lastsMs,
            fails ? ReceiptState.Failed : ReceiptState.Done);
        return receipt;
    }

    /// <exception cref="PortException">The function reports an error.</exception>
    public string Invoke(Change.InvokeFunction change) => chance.PerMillion(rates.AutomationFails)
        ? throw new PortException(
            PortFailure.Refused,
            $"The simulated function {change.Function} reports an error: no such order. See its log.")
        : """{"simulated":true}""";

    public ReceiptSnapshot ReceiptAt(string receipt, long nowMs) => !_executions.TryGetValue(receipt, out var execution)
        ? throw SimulatedAccount.Missing($"execution {receipt}")
        : nowMs < execution.EndMs ? new ReceiptSnapshot(receipt, ReceiptState.Pending, "InProgress")
        : execution.End == ReceiptState.Done ? new ReceiptSnapshot(receipt, ReceiptState.Done, "Success")
        : new ReceiptSnapshot(receipt, ReceiptState.Failed, "Failed: step RunCommand failed (simulated)");
}
