using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;

namespace ServerlessReadiness.Core.Plans;

/// <summary>A person or a list that is told.</summary>
/// <param name="Name">For people.</param>
/// <param name="Role">Such as owner, operator, leadership, external.</param>
/// <param name="Address">A mail address.</param>
/// <param name="Phases">When; empty for always.</param>
public sealed record Contact(string Name, string Role, string Address, EquatableList<Phase> Phases)
{
    /// <summary>In which language; null for the reports' first one.</summary>
    [JsonRequired]
    public Language? Language { get; init; }
}
