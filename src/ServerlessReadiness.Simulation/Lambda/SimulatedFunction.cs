using System.Globalization;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Lambda;

/// <summary>
/// A function with Lambda's asynchronous queue before it: instances that start cold and are kept for a while, a time
/// limit, retries after one and two minutes, and a place for what failed for good.
/// </summary>
internal sealed class SimulatedFunction(
    FunctionSetup setup,
    string region,
    Scheduler scheduler,
    SimulatedChance chance,
    Rates rates,
    Action<FunctionInstance> starts,
    IFunctionWitness witness)
{
    /// <summary>An instance that nothing calls is ended after about this long.</summary>
    private const long KeptIdleMs = 8 * Instant.MinuteMs;

    /// <summary>Instances are replaced now and then, whatever they do.</summary>
    private const int RecycledPerMillion = 2_000;

    private readonly List<FunctionInstance> _instances = [];
    private int _number;

    /// <summary>Whether it can run at all now.</summary>
    public Func<bool> IsDown { get; init; } = () => false;

    /// <summary>Whether every attempt at an event fails now, whatever it is.</summary>
    public Func<bool> IsFailing { get; init; } = () => false;

    public string Name => setup.Name;

    /// <summary>Accepts an event; it is tried after a moment in the queue.</summary>
    public void Invoke(byte[] payload, string about)
    {
        var accepted = new AsyncEvent(payload, about, scheduler.NowMs, 1);
        witness.Accepts(setup.Name, accepted);
        Queue(accepted, chance.Between(5, 40));
    }

    private void Queue(AsyncEvent accepted, long afterMs) =>
        scheduler.At(scheduler.NowMs + afterMs, () => Try(accepted));

    private void Try(AsyncEvent accepted)
    {
        if (IsFailing())
        {
            Retry(accepted, "every attempt fails (simulated)");
            return;
        }

        if (IsDown())
        {
            Retry(accepted, "the function cannot run");
            return;
        }

        var instance = Idle();
        var coldMs = 0L;
        if (instance is null)
        {
            instance = new FunctionInstance(setup.Name, ++_number);
            _instances.Add(instance);
            coldMs = chance.Between(150, 400);
        }

        var context = new InvocationContext(scheduler);
        var invocation = new Invocation(accepted, context, scheduler.NowMs);
        instance.Current = invocation;
        scheduler.At(scheduler.NowMs + coldMs, () => Begin(instance, invocation));
    }

    private FunctionInstance? Idle()
    {
        _instances.RemoveAll(i => i.IsDead || (i.Current is null && scheduler.NowMs - i.IdleSinceMs > KeptIdleMs));
        var idle = _instances.Find(i => i.Current is null);
        if (idle is not null && chance.PerMillion(RecycledPerMillion))
        {
            _instances.Remove(idle);
            return null;
        }

        return idle;
    }

    private void Begin(FunctionInstance instance, Invocation invocation)
    {
        if (instance.Handler is null)
        {
            starts(instance);
            instance.Handler = setup.EntryPoint(instance.Host!);
        }

        var limitMs = Instant.Ms(setup.TimeLimit);
        scheduler.At(scheduler.NowMs + limitMs, () => End(instance, invocation, "its time was up"));
        if (chance.PerMillion(rates.CrashWhileWaiting))
        {
            var afterMs = chance.Between(0, Math.Min(limitMs, 2 * Instant.MinuteMs));
            scheduler.At(scheduler.NowMs + afterMs, () => End(instance, invocation, "its process crashed"));
        }

        var context = new SimulatedContext(
            scheduler,
            setup.Name,
            region,
            string.Create(CultureInfo.InvariantCulture, $"{setup.Name}-{invocation.Event.QueuedMs}"),
            scheduler.NowMs + limitMs);
        scheduler.Post(
            invocation.Context,
            _ => invocation.Work = RunAsync(instance, invocation, context),
            null);
    }

    private async Task RunAsync(FunctionInstance instance, Invocation invocation, SimulatedContext context)
    {
        string? failure = null;
        Exception? bug = null;
        try
        {
            var payload = invocation.Event.Payload;
            await using var input = new MemoryStream(payload, 0, payload.Length, false, publiclyVisible: true);
            await using var answer = await instance.Handler!(input, context);
        }
        catch (PortException e)
        {
            failure = e.Message;
        }
        catch (AggregateException e) when (e.InnerExceptions.All(i => i is PortException))
        {
            failure = e.Message;
        }
#pragma warning disable CA1031 // Whatever is thrown, Lambda takes it for a failed invocation; a checker reports it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            (failure, bug) = (e.Message, e);
        }

        invocation.IsOver = true;
        instance.Current = null;
        instance.IdleSinceMs = scheduler.NowMs;
        witness.Ends(instance, invocation, failure, bug);
        if (failure is not null)
        {
            Retry(invocation.Event, failure);
        }
    }

    /// <summary>The process of an invocation dies, at this instant and wherever it is.</summary>
    public void Crash(FunctionInstance instance)
    {
        if (instance.Current is { } invocation)
        {
            End(instance, invocation, "its process crashed");
        }
    }

    private void End(FunctionInstance instance, Invocation invocation, string why)
    {
        if (invocation.IsOver || instance.IsDead)
        {
            return;
        }

        invocation.IsOver = true;
        instance.Die();
        _instances.Remove(instance);
        witness.Ends(instance, invocation, why, null);
        Retry(invocation.Event, why);
    }

    private void Retry(AsyncEvent failed, string why)
    {
        var waitMs = failed.Attempt * Instant.MinuteMs;
        if (failed.Attempt > setup.RetriesMax
            || scheduler.NowMs + waitMs - failed.QueuedMs > Instant.Ms(setup.EventAgeMax))
        {
            witness.GivenUp(setup.Name, failed, why);
            return;
        }

        Queue(failed with { Attempt = failed.Attempt + 1 }, waitMs);
    }
}
