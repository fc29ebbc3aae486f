using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Shedding;

/// <summary>
/// Answers with a page: a listener's fixed response, or the static site that a name can lead to. Nothing here needs the
/// workload behind it to be well.
/// </summary>
public sealed class MaintenanceOnRules : IActionRules
{
    public string Name => ActionNames.MaintenanceOn;

    public ActionClass Class => ActionClass.Traffic;

    public ObservationNeeds Needs => PageNeeds;

    public bool Handles(StepAction action) => action is StepAction.MaintenanceOn;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Component.Resource switch
        {
            Resource.Listener listener => ListenerPage.PutUp(context, listener),
            Resource.DnsRecords records => StaticPage.PutUp(context, records),
            var other => new ActionMove.Refuse(Unfit(other)),
        };
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Component.Resource switch
        {
            Resource.Listener listener => ListenerPage.TakeBack(context, listener),
            Resource.DnsRecords records => StaticPage.TakeBack(context, records),
            _ => new ActionMove.Done("no page was put up"),
        };
    }

    /// <summary>What both ways of a page look at; of each kind of resource only its own is read.</summary>
    internal static ObservationNeeds PageNeeds =>
        ObservationNeeds.Listener | ObservationNeeds.Records | ObservationNeeds.Endpoints | ObservationNeeds.Record
        | ObservationNeeds.Receipt;

    internal static string Unfit(Resource resource) =>
        $"{resource.Label} answers no requests by itself; name a listener or a name with a static endpoint";
}
