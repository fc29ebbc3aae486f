using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Cli.Selftest;

/// <summary>Tries beliefs one after the other, and puts back what each changed before the next begins.</summary>
/// <param name="lab">What experiments work with.</param>
/// <param name="imitation">Where they are tried, if that is no AWS.</param>
internal sealed class SelftestRunner(Lab lab, Uri? imitation)
{
    /// <summary>How long putting back may take after each experiment, also when a person has stopped it.</summary>
    public static readonly TimeSpan PutBackWithin = TimeSpan.FromMinutes(5);

    /// <param name="beliefs">All of the book.</param>
    /// <param name="only">Those to try; null for all.</param>
    /// <param name="experimentOf">How a belief is tried; null when it is not.</param>
    /// <param name="begins">Told of each experiment before it begins.</param>
    /// <param name="stop">Stops after putting back; what was not tried then is unverified.</param>
    public async Task<Findings> RunAsync(
        IReadOnlyList<Belief> beliefs,
        IReadOnlySet<string>? only,
        Func<string, Experiment?> experimentOf,
        Action<Experiment> begins,
        CancellationToken stop)
    {
        var findings = new List<Finding>();
        foreach (var belief in beliefs)
        {
            var experiment = experimentOf(belief.Id);
            var reason = experiment is null ? BeliefTable.Reason(belief.Id)
                : only?.Contains(belief.Id) == false ? "not asked for"
                : stop.IsCancellationRequested ? "stopped before it"
                : Lacking(experiment);
            if (reason is not null)
            {
                findings.Add(new Finding(belief, experiment, Outcome.Unverified(reason), null));
                continue;
            }

            begins(experiment!);
            findings.Add(await TryAsync(belief, experiment!, stop));
        }

        return new Findings(findings, imitation, stop.IsCancellationRequested);
    }

    private async Task<Finding> TryAsync(Belief belief, Experiment experiment, CancellationToken stop)
    {
        var start = lab.Time.GetTimestamp();
        var outcome = await OutcomeAsync(experiment, stop);
        var took = lab.Time.GetElapsedTime(start);

        // Whoever stops the selftest still wants the sandbox as it was, so this has a time of its own.
        using var within = new CancellationTokenSource(PutBackWithin, lab.Time);
        var left = await lab.PutBackAsync(within.Token);
        return new Finding(belief, experiment, outcome, took) { LeftBehind = left };
    }

    private async Task<Outcome> OutcomeAsync(Experiment experiment, CancellationToken stop)
    {
        using var bound = new CancellationTokenSource(experiment.Bound + SlackOf(experiment), lab.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, bound.Token);
        try
        {
            return await experiment.Run(lab, either.Token);
        }
        catch (PortException trouble)
        {
            return Outcome.Unverified(trouble.Message) with { IsTrouble = true };
        }
        catch (OperationCanceledException)
        {
            return Outcome.Unverified(stop.IsCancellationRequested
                ? "stopped in the middle of it"
                : $"not done within {Lab.Seconds(experiment.Bound)}") with
            {
                IsTrouble = !stop.IsCancellationRequested,
            };
        }
    }

    // The bound is of what AWS does; the calls around it take their time as well.
    private static TimeSpan SlackOf(Experiment experiment) => TimeSpan.FromMinutes(1) + (experiment.Bound / 4);

    private string? Lacking(Experiment experiment) =>
        experiment.NeedsListener && lab.Names.Listener is null
            ? "the sandbox has no load balancer; deploy it with WithLoadBalancer=yes"
        : experiment.NeedsHealthCheck && lab.Names.HealthCheck is null
            ? "the sandbox has no health check; deploy it with WithHealthCheck=yes"
        : null;
}
