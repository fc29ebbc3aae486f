using System.Globalization;
using System.Text;

namespace ServerlessReadiness.Plans.Scalars;

/// <summary>Durations as the plan's YAML spells them, for messages: what is read there can be written back.</summary>
public static class DurationText
{
    /// <summary><c>1d2h30m</c>; parts of a second are left out.</summary>
    public static string Of(TimeSpan duration)
    {
        var text = new StringBuilder(duration < TimeSpan.Zero ? "-" : "");
        var left = duration.Duration();
        Part((int)left.TotalDays, 'd');
        Part(left.Hours, 'h');
        Part(left.Minutes, 'm');
        Part(left.Seconds, 's');
        return text.Length == 0 || text[^1] == '-' ? "0s" : text.ToString();

        void Part(int count, char unit)
        {
            if (count > 0)
            {
                text.Append(count.ToString(CultureInfo.InvariantCulture)).Append(unit);
            }
        }
    }
}
