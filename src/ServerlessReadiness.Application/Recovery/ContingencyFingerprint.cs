using System.Security.Cryptography;
using System.Text.Json;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Recovery;

namespace ServerlessReadiness.Application.Recovery;

/// <summary>
/// Tells whether the parts of a plan that a contingency depends on are still those that were tried. Whitespace, names
/// for people and other components of the plan do not change it.
/// </summary>
public static class ContingencyFingerprint
{
    public static string Of(CompiledPlan plan, ContingencyPlan contingency)
    {
        ArgumentNullException.ThrowIfNull(contingency);
        var relevant = JsonSerializer.SerializeToUtf8Bytes(contingency.Relevant(plan), StateJson.Default.CompiledPlan);
        return Convert.ToHexStringLower(SHA256.HashData(relevant));
    }
}
