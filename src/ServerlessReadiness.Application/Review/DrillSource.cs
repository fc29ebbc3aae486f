using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Recovery;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Recovery;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Review;

/// <summary>What our own store knows: how contingencies did, and what raised components go back to.</summary>
public sealed class DrillSource(IStateStore store) : IReviewSource
{
    public string Name => "contingencies and restore points";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts with
        {
            Contingencies = await TryAsync(Name, () => ContingenciesAsync(facts.Plan, cancellationToken)),
            Restores = await TryAsync(Name, () => RestoresAsync(facts.Plan, cancellationToken)),
        };
    }

    private async Task<IEnumerable<ContingencyView>> ContingenciesAsync(
        CompiledPlan plan,
        CancellationToken cancellationToken) =>
        (await Drills.StatusAsync(store, plan, cancellationToken)).Select(s => new ContingencyView(
            s.Contingency.Name,
            ContingencyPlan.Of(plan, s.Contingency.Name) is { } resolved
                ? EquatableList.From(resolved.Relevant(plan).Components.Select(c => c.Name))
                : [s.Contingency.Component],
            s.Contingency.Fault,
            s.Record?.Last?.At,
            s.Record?.Last is { Holds: false },
            s.Doubt));

    private async Task<IEnumerable<RestoreView>> RestoresAsync(CompiledPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Components.Count == 0)
        {
            return [];
        }

        var keys = plan.Components.Select(c => (c.Name, Key: StateKeys.Resource(c.Resource.Key))).ToList();
        var view = await store.LoadAsync(cancellationToken, [.. keys.Select(k => k.Key.Address).Distinct()]);
        return keys.Select(k => ToView(k.Name, view.Find(k.Key).Value is { } state && state.Owner == plan.Event ? state : null));
    }

    private static RestoreView ToView(ComponentName component, ResourceState? state) => new(
        component,
        state?.RestorePoint?.CapturedAt,
        state is { InForce: not null } or { Records.Count: > 0 });

    private static async Task<Seen<T>> TryAsync<T>(string what, Func<Task<IEnumerable<T>>> read)
    {
        try
        {
            return new Seen<T>(EquatableList.From(await read()), []);
        }
        catch (PortException e)
        {
            return new Seen<T>([], [$"{what}: {e.Message}"]);
        }
    }
}
