using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Lifecycle;

public sealed partial class InstanceAnswers
{
    public async Task<IReadOnlyList<LifecycleOutcome>> HandleAsync(
        HealthNotice notice,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var outcomes = new List<LifecycleOutcome>();
        foreach (var open in await _events.ListAsync(cancellationToken))
        {
            if (open.Plan.Components.Any(c => Concerns(notice, c.Resource)))
            {
                outcomes.Add(await OfHealthAsync(open, notice, cancellationToken));
            }
        }

        if (outcomes.Count == 0)
        {
            var reason = $"{notice.Code} in {notice.Region} of account {notice.Account} concerns no open event";
            LogAside(_logger, InstanceNoticeKind.StateChange, reason);
            outcomes.Add(new LifecycleOutcome(JournalWriter.Unassigned, HookVerdict.NotOurs, reason, null));
        }

        return outcomes;
    }

    private static bool Concerns(HealthNotice notice, Resource resource) => resource.Account == notice.Account
        && (resource.Region == notice.Region || notice.Region is "global" or "");

    private async Task<LifecycleOutcome> OfHealthAsync(
        OpenEvent open,
        HealthNotice notice,
        CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var named = open.Plan.Components.FirstOrDefault(c => notice.Entities.Any(e => Names(e, c.Resource)));
        var entities = notice.Entities.Count == 0 ? "nothing in particular" : string.Join(", ", notice.Entities);
        var summary = $"AWS Health: {notice.Service} {notice.Code} in {notice.Region} ({notice.Status}), names "
            + $"{entities}: {notice.Text}";
        var verdict = HookVerdict.Recorded;
        if (notice.Status == "closed")
        {
            await _book.OverAsync(open.Id, named?.Name, [IssueKind.AwsHealth], now, cancellationToken);
        }
        else if (notice.Category != "accountNotification")
        {
            verdict = HookVerdict.Issue;
            var memory = new NoticeMemory(
                open.Id,
                named?.Name,
                IssueKind.AwsHealth,
                summary,
                "Follow it in the AWS Health dashboard; decide whether a contingency is called for",
                now,
                notice.EndsAt > now ? notice.EndsAt.Value : now + HealthLasts,
                Pages: notice.Category == "issue" || named is not null,
                Told: false);
            await _book.NoteAsync(memory, cancellationToken);
        }

        await JournalAsync(open, named?.Name, verdict, summary, notice.Arn, cancellationToken);
        return new LifecycleOutcome(open.Id, verdict, summary, null);
    }

    private static bool Names(string entity, Resource resource) => resource switch
    {
        Resource.StandaloneInstances standalone => standalone.Ids.Any(i => EndsWith(entity, i.Value)),
        Resource.AutoScalingGroup group => EndsWith(entity, group.Name),
        Resource.Setting setting => EndsWith(entity, setting.Id),
        Resource.Listener listener => entity == listener.Arn || entity == listener.LoadBalancerArn,
        Resource.ScalableTarget target => EndsWith(entity, target.ResourceId),
        _ => false,
    };

    private static bool EndsWith(string entity, string name) => entity == name
        || entity.EndsWith($"/{name}", StringComparison.Ordinal)
        || entity.EndsWith($":{name}", StringComparison.Ordinal);
}
