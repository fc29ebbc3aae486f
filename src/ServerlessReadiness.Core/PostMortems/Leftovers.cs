using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Phases.Prewarm;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>Finds what is not back to normal.</summary>
public static class Leftovers
{
    public static IReadOnlyList<Leftover> Of(EventFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return
        [
            .. facts.Components.SelectMany(c => Of(c, facts)),
            .. (facts.Return?.Unconfirmed ?? []).Select(o => new Leftover(null, LeftoverKind.Unconfirmed, o.Item)),
            .. facts.Issues.Where(i => i.IsOpen)
                .Select(i => new Leftover(i.Component, LeftoverKind.OpenIssue, i.Summary)),
            .. facts.Runs.Where(r => !r.IsOver)
                .Select(r => new Leftover(r.Component, LeftoverKind.OpenRun, $"{r.Runbook} {r.Id}: {r.Reason}")),
        ];
    }

    private static IEnumerable<Leftover> Of(ComponentRecord record, EventFacts facts)
    {
        var (name, resource) = (record.Component.Name, record.Resource);
        if (facts.Return?.Find(name) is { State: RestoreState.Kept } kept)
        {
            yield return new Leftover(name, LeftoverKind.Kept, $"{kept.KeptBy}: {kept.Reason}");
        }
        else if (ReturnRunbook.IsOwed(resource) && resource?.RestorePoint is { } point)
        {
            yield return new Leftover(
                name,
                LeftoverKind.NotRestored,
                point.Settings.Count > 0
                    ? $"{record.Component.Resource.Label}: {string.Join(", ", point.Settings)}"
                    : $"{record.Component.Resource.Label}: {point.Bounds}");
        }

        if (ReturnRunbook.Shed(resource) is { } shed)
        {
            yield return new Leftover(name, LeftoverKind.Shed, shed);
        }

        foreach (var armed in Arming.StillArmed(resource, facts.ReadAt))
        {
            yield return new Leftover(name, LeftoverKind.Armed, armed.ToString());
        }
    }
}
