using System.Text.RegularExpressions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Plans.Scalars;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>
/// Reads instants: on the clocks of the event's zone, or relative to a phase. The phases themselves may be relative to
/// each other, so they are resolved on demand.
/// </summary>
internal sealed partial class EventClock
{
    private static readonly string[] Phases = ["prewarm", "live", "cooldown", "closed"];

    private readonly Compilation? _all;
    private readonly Dictionary<string, DateTimeOffset?> _resolved = new(StringComparer.Ordinal);
    private readonly List<string> _resolving = [];
    private readonly Dictionary<string, YamlNode> _written = new(StringComparer.Ordinal);

    private EventClock(Compilation? all, EventZone zone)
    {
        _all = all;
        Zone = zone;
    }

    /// <summary>Before zone and schedule are known; reads nothing.</summary>
    public static EventClock Unknown { get; } = new(null, EventZone.Utc);

    public EventZone Zone { get; }

    /// <summary>The four phases; null when one of them is wrong.</summary>
    public EventSchedule? Schedule { get; private set; }

    public static EventClock Open(Compilation all, EventZone zone, Section schedule)
    {
        var clock = new EventClock(all, zone);
        foreach (var phase in Phases)
        {
            if (schedule[phase] is { } node)
            {
                clock._written[phase] = node;
            }
        }

        var at = Phases.Select(clock.PhaseAt).ToArray();
        clock.Schedule = at is [{ } prewarm, { } live, { } cooldown, { } closed]
            ? new EventSchedule(prewarm, live, cooldown, closed)
            : null;
        return clock;
    }

    /// <summary>The node's instant in UTC; null when it is none, which is then a problem of the node.</summary>
    public DateTimeOffset? Read(YamlNode node)
    {
        if (node is not YamlNode.Scalar scalar)
        {
            Wrong(node, $"{Section.Show(node)} is no instant", "write one such as 2026-11-27T09:00 or live - 2h");
            return null;
        }

        if (!EventZone.LooksAbsolute(scalar.Text) && RelativeShape().Match(scalar.Text) is { Success: true } match)
        {
            return Relative(scalar, match);
        }

        switch (Zone.Resolve(scalar.Text))
        {
            case ZonedAnswer.At { Instant: var at }:
                NoticeForeignOffset(scalar, at);
                return at.ToUniversalTime();
            case ZonedAnswer.Wrong wrong:
                Wrong(node, wrong.Cause, wrong.Next);
                return null;
            default:
                return null;
        }
    }

    // An offset that the zone has not at that instant is allowed, and is more often a slip than meant.
    private void NoticeForeignOffset(YamlNode.Scalar scalar, DateTimeOffset at)
    {
        var here = Zone.Show(at);
        if (scalar.Text is not [.., 'Z' or 'z'] && !scalar.Text.Replace(' ', 'T').StartsWith(here, StringComparison.Ordinal))
        {
            _all?.Notices.Add(
                scalar,
                $"{scalar.Text} is {here} on the clocks of {Zone.Id}",
                "write it without the offset if the local time was meant");
        }
    }

    private DateTimeOffset? Relative(YamlNode.Scalar scalar, Match match)
    {
        var phase = match.Groups["phase"].Value;
        if (!Phases.Contains(phase))
        {
            Wrong(scalar, $"\"{phase}\" is no phase", Suggestion.Next(phase, Phases, ""));
            return null;
        }

        var by = TimeSpan.Zero;
        if (match.Groups["by"] is { Success: true } distance)
        {
            if (ScalarText.Duration(distance.Value) is not { } duration)
            {
                Wrong(scalar, $"\"{distance.Value}\" is no duration", "write one such as 2h or 1d12h");
                return null;
            }

            by = match.Groups["sign"].Value == "-" ? -duration : duration;
        }

        if (_resolving.Contains(phase))
        {
            Wrong(
                scalar,
                $"the phases depend on each other: {string.Join(" → ", _resolving[_resolving.IndexOf(phase)..])} → {phase}",
                "give one of them a date and a time");
            return null;
        }

        return PhaseAt(phase) + by;
    }

    private DateTimeOffset? PhaseAt(string phase)
    {
        if (_resolved.TryGetValue(phase, out var known))
        {
            return known;
        }

        _resolving.Add(phase);
        var at = _written.TryGetValue(phase, out var node) ? Read(node) : null;
        _resolving.RemoveAt(_resolving.Count - 1);
        _resolved[phase] = at;
        return at;
    }

    private void Wrong(YamlNode node, string cause, string next) =>
        _all?.Problems.Add(node.Place(), node.Path, cause, next);

    [GeneratedRegex(
        "^(?<phase>[A-Za-z]+)( *(?<sign>[+-]) *(?<by>[0-9][0-9a-z ]*))?\\z",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex RelativeShape();
}
