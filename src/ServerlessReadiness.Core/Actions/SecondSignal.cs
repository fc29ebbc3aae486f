using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Actions;

/// <summary>
/// An alarm alone moves nobody to another region: one wrong alarm must not. Two independent signals do, or a person
/// who started the run or approved the step.
/// </summary>
internal static class SecondSignal
{
    /// <summary>Why the move is not proven; null when it is, or when no proof is needed.</summary>
    /// <param name="context">The step, with the endpoints' facts.</param>
    /// <param name="left">The endpoints that lose traffic.</param>
    /// <param name="reached">Those that get it. A static page is no region: going there sheds load.</param>
    public static string? Missing(StepContext context, IReadOnlyList<string> left, IReadOnlyList<string> reached)
    {
        if (context.Run.Trigger is not RunTrigger.ByAlarm { Alarm: var alarm }
            || context.Step.Approval?.Granted == true
            || reached.All(name => EndpointOf(context, name) is { IsStaticPage: true }))
        {
            return null;
        }

        var alone = left.Where(name => !IsProven(FactsOf(context, name), alarm.Name)).ToList();
        return alone.Count == 0
            ? null
            : $"alarm {alarm.Name} alone asks to leave {string.Join(", ", alone)}, and no other alarm of it fires: "
                + "moving a region needs an approval or a second signal. Give the step an approval, or start the "
                + "runbook yourself";
    }

    // A composite alarm says again what its children say. So it is no second signal, and where it is the first one,
    // two of the others are needed.
    private static bool IsProven(EndpointFacts? facts, string trigger)
    {
        var own = (facts?.Firing ?? []).Except(facts?.Composite ?? [], StringComparer.Ordinal).ToList();
        return own.Count(name => name != trigger) >= (facts?.Composite.Contains(trigger) == true ? 2 : 1);
    }

    private static Endpoint? EndpointOf(StepContext context, string name) =>
        context.Component.Endpoints.FirstOrDefault(e => e.SetIdentifier == name);

    private static EndpointFacts? FactsOf(StepContext context, string name) =>
        context.Seen.Endpoints?.FirstOrDefault(f => f.Endpoint == name);
}
