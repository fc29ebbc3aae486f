using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Phases.Watches;

namespace ServerlessReadiness.Application.Phases;

/// <summary>Keeps the meter of what the event costs beyond the normal.</summary>
internal sealed class SpendJob(PhaseCommit commit)
{
    public async Task DoAsync(EventRecord record, CancellationToken cancellationToken)
    {
        var priced = record.Plan.Components.Where(c => c.UnitPricePerHour is not null).ToList();
        var key = StateKeys.Spend(record.Open.Id);
        var (before, version) = record.Find(key);
        if (priced.Count == 0 && before is null)
        {
            return;
        }

        // What the event has not touched costs nothing beyond the normal, so it need not be looked at.
        await record.SeeAsync(priced.Where(c => record.Facts(c).Resource?.RestorePoint is not null), cancellationToken);
        var decision = SpendMeter.Decide(record.Plan, before, priced.Select(record.Facts), record.Now);
        var isEmpty = before is null && decision.Next.Components.Count == 0;
        if (!isEmpty && decision.Next != before)
        {
            await commit.CommitAsync(
                record,
                [key.Put(decision.Next, version)],
                PhaseWishes.None with { Issues = decision.Issues },
                cancellationToken);
        }
    }
}
