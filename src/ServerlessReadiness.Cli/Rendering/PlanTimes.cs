using System.Globalization;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Rendering;

/// <summary>Instants on the clocks of the event's zone, from the offsets that the plan carries.</summary>
internal sealed class PlanTimes(CompiledPlan plan)
{
    public string At(DateTimeOffset instant)
    {
        var offset = plan.Offsets.LastOrDefault(o => o.From <= instant)
            ?? (plan.Offsets.Count > 0 ? plan.Offsets[0] : null);
        return offset is null
            ? instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)
            : instant.ToOffset(offset.Offset).ToString("yyyy-MM-dd HH:mm ", CultureInfo.InvariantCulture)
                + offset.Abbreviation;
    }
}
