using System.Diagnostics;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Runs;

/// <summary>Makes one change by one port call, and says what the port said. No policy, no retry.</summary>
public sealed class ChangePerformer(World world)
{
    public async Task<Performed> PerformAsync(
        Component component,
        Change change,
        CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(component.Resource, change, cancellationToken);
        }
        catch (PortException e)
        {
            // A mail that is refused never goes as it is; what stands in for it goes at once.
            var isHopeless = change is Change.SendMail && e.Failure == PortFailure.Refused;
            return new Performed(isHopeless ? EffectReport.Impossible : ReportOf(e.Failure), e.Message);
        }
    }

    private async Task<Performed> AskAsync(Resource resource, Change change, CancellationToken cancellationToken)
    {
        var location = Location.Of(resource);
        switch (change, resource)
        {
            case (Change.SetRecords c, Resource.DnsRecords r):
                return Accepted(await world.Dns.PerformAsync(r, c, cancellationToken));
            case (Change.StartAutomation c, _):
                return Accepted(await world.Automations.PerformAsync(location, c, cancellationToken));
            case (Change.InvokeFunction c, _):
                var answer = await world.Automations.PerformAsync(location, c, cancellationToken);
                return new Performed(EffectReport.Done, $"it answered {answer}");
            default:
                await CallAsync(resource, change, cancellationToken);
                return new Performed(EffectReport.Done, "done");
        }
    }

    private static Performed Accepted(string receipt) => new(EffectReport.Done, $"accepted as {receipt}", receipt);

    private static EffectReport ReportOf(PortFailure failure) => failure switch
    {
        PortFailure.Denied or PortFailure.NotFound => EffectReport.Impossible,
        PortFailure.Refused => EffectReport.Refused,
        PortFailure.Throttled => EffectReport.Throttled,
        PortFailure.Unavailable => EffectReport.Unknown,
        _ => throw new UnreachableException($"No row for {failure}."),
    };

    private Task CallAsync(Resource resource, Change change, CancellationToken ct) => (change, resource) switch
    {
        (Change.SetGroupBounds c, Resource.AutoScalingGroup g) => world.Fleets.PerformAsync(g, c, ct),
        (Change.SetGroupDesired c, Resource.AutoScalingGroup g) => world.Fleets.PerformAsync(g, c, ct),
        (Change.TerminateMember c, Resource.AutoScalingGroup g) => world.Fleets.PerformAsync(g, c, ct),
        (Change.EnterStandby c, Resource.AutoScalingGroup g) => world.Fleets.PerformAsync(g, c, ct),
        (Change.ExitStandby c, Resource.AutoScalingGroup g) => world.Fleets.PerformAsync(g, c, ct),
        (Change.MarkUnhealthy c, Resource.AutoScalingGroup g) => world.Fleets.PerformAsync(g, c, ct),
        (Change.PutScheduledAction c, Resource.AutoScalingGroup g) => world.Fleets.PerformAsync(g, c, ct),
        (Change.DeleteScheduledAction c, Resource.AutoScalingGroup g) => world.Fleets.PerformAsync(g, c, ct),
        (Change.SetSettings c, Resource.Setting s) => world.Settings.PerformAsync(s, c, ct),
        (Change.SetTargetBounds c, Resource.ScalableTarget t) => world.Targets.PerformAsync(t, c, ct),
        (Change.InvertHealthCheck c, Resource.DnsRecords r) => world.Dns.PerformAsync(r, c, ct),
        (Change.CreateListenerRule c, Resource.Listener l) => world.Listeners.PerformAsync(l, c, ct),
        (Change.DeleteListenerRule c, Resource.Listener l) => world.Listeners.PerformAsync(l, c, ct),
        (Change.StartZonalShift c, Resource.Listener or Resource.AutoScalingGroup) =>
            world.Zones.PerformAsync(resource, c, ct),
        (Change.CancelZonalShift c, Resource.Listener or Resource.AutoScalingGroup) =>
            world.Zones.PerformAsync(resource, c, ct),
        (Change.SetGroupSubnets c, Resource.AutoScalingGroup g) => world.Zones.PerformAsync(g, c, ct),
        (Change.RebootInstance c, _) => world.Instances.PerformAsync(Location.Of(resource), c, ct),
        (Change.StopInstance c, _) => world.Instances.PerformAsync(Location.Of(resource), c, ct),
        (Change.StartInstance c, _) => world.Instances.PerformAsync(Location.Of(resource), c, ct),
        (Change.SetSecurityGroups c, _) => world.Instances.PerformAsync(Location.Of(resource), c, ct),
        (Change.Publish c, _) => world.Notifier.PublishAsync(c, ct),
        (Change.SendMail c, _) =>
            world.Mail.SendAsync(new Mail(c.Token, c.From, c.To, c.Subject, c.Text, c.Html, []), ct),
        (Change.CompleteHook c, Resource.AutoScalingGroup g) => world.Hooks.PerformAsync(g, c, ct),
        (Change.BeatHook c, Resource.AutoScalingGroup g) => world.Hooks.PerformAsync(g, c, ct),
        (Change.AttachInterface c, _) => world.Attachments.PerformAsync(Location.Of(resource), c, ct),
        (Change.DetachInterface c, _) => world.Attachments.PerformAsync(Location.Of(resource), c, ct),
        (Change.AssociateAddress c, _) => world.Attachments.PerformAsync(Location.Of(resource), c, ct),
        (Change.TagInstance c, _) => world.Attachments.PerformAsync(Location.Of(resource), c, ct),
        (Change.RegisterTarget c, _) => world.Attachments.PerformAsync(Location.Of(resource), c, ct),
        (Change.DeregisterTarget c, _) => world.Attachments.PerformAsync(Location.Of(resource), c, ct),
        (Change.SendCommand c, _) => world.Attachments.PerformAsync(Location.Of(resource), c, ct),
        _ => throw new PortException(
            PortFailure.Refused,
            $"{resource.Label} is of a kind that cannot {change.Describe()}; "
            + "give the component a runbook that fits it."),
    };
}
