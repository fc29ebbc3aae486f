using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Safety;

/// <summary>What a resource looked like before the event first touched it.</summary>
/// <param name="Bounds">Minimum and maximum to go back to.</param>
/// <param name="Desired">For the record only: the old desired capacity is never written back.</param>
/// <param name="CapturedAt">When.</param>
public sealed record RestorePoint(Bounds Bounds, int Desired, DateTimeOffset CapturedAt)
{
    /// <summary>For a resource without bounds: its settings.</summary>
    [JsonRequired]
    public EquatableList<SettingValue> Settings { get; init; } = [];

    /// <summary>For a name: its records.</summary>
    [JsonRequired]
    public EquatableList<DnsRecord> Records { get; init; } = [];

    /// <summary>For a name: the health checks of its records.</summary>
    [JsonRequired]
    public EquatableList<HealthCheckView> HealthChecks { get; init; } = [];

    /// <summary>The zones and subnets of a group that left one of them; empty while it is in all of its own.</summary>
    [JsonRequired]
    public EquatableList<ZoneView> Subnets { get; init; } = [];
}
