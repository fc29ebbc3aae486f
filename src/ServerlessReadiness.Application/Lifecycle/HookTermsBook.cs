using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Lifecycle;

/// <summary>
/// The groups' hooks, kept for a few minutes by a warm process. Where they cannot be read a short time-out is assumed:
/// too many heartbeats do no harm, one too late does.
/// </summary>
internal sealed class HookTermsBook(World world, TimeProvider time)
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TimeoutAssumed = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, (DateTimeOffset At, IReadOnlyList<HookTerms> Hooks)> _known =
        new(StringComparer.Ordinal);

    public async Task<HookTerms> ReadAsync(
        Resource.AutoScalingGroup group,
        string hook,
        bool launching,
        CancellationToken cancellationToken)
    {
        var assumed = new HookTerms(hook, launching, TimeoutAssumed, AbandonsByDefault: true, null, null);
        try
        {
            var hooks = await ReadAsync(group, cancellationToken);
            return hooks.FirstOrDefault(h => h.Name == hook) ?? assumed;
        }
        catch (PortException)
        {
            return assumed;
        }
    }

    private async Task<IReadOnlyList<HookTerms>> ReadAsync(
        Resource.AutoScalingGroup group,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(group.Key, out var known) && now - known.At < KeepFor)
        {
            return known.Hooks;
        }

        var hooks = await world.Hooks.ReadAsync(group, cancellationToken);
        _known[group.Key] = (now, hooks);
        return hooks;
    }
}
