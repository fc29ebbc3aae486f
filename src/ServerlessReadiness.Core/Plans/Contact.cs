using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;

namespace ServerlessReadiness.Core.Plans;

/// <summary>A person or a list that is told.</summary>
/// <param name="Name">For people; unique in the plan.</param>
/// <param name="Role">Such as owner, operator, leadership, external.</param>
/// <param name="Address">A mail address.</param>
/// <param name="Phases">When; empty for always.</param>
public sealed record Contact(string Name, string Role, string Address, EquatableList<Phase> Phases)
{
    /// <summary>
    /// Only about these: contingencies by their names, issues by their kinds (see <see cref="Communication.Scenarios"/>);
    /// empty for everything.
    /// </summary>
    [JsonRequired]
    public EquatableList<string> Scenarios { get; init; } = [];

    /// <summary>Which step of the escalation they belong to, from 1, whatever their role; null to go by the role.</summary>
    [JsonRequired]
    public int? Escalate { get; init; }

    /// <summary>By when they are to say whether they are available; null when they are not asked.</summary>
    [JsonRequired]
    public DateTimeOffset? Confirm { get; init; }

    /// <summary>In which language; null for the reports' first one.</summary>
    [JsonRequired]
    public Language? Language { get; init; }
}
