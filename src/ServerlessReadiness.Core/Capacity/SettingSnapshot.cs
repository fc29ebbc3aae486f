using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.Capacity;

/// <summary>A resource without bounds, as it was read just now.</summary>
/// <param name="Values">Its settings, all that its service knows.</param>
/// <param name="Busy">Why it cannot be changed now, such as a change under way or its end-time; null when it can.</param>
/// <param name="Ready">Whether it serves with these values.</param>
public sealed record SettingSnapshot(EquatableList<SettingValue> Values, string? Busy, bool Ready)
{
    public string? Find(string name) => Values.FirstOrDefault(v => v.Name == name)?.Value;
}
