using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Lambda;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Ports;

/// <summary>
/// Every port call of one function instance goes through here: it takes time, is a point at which the seed may let
/// something else go first, and may fail in every way that a call can.
/// </summary>
internal sealed class Gate(
    Scheduler scheduler,
    CallFates fates,
    FunctionInstance instance,
    Action<FunctionInstance> crash,
    Action<FunctionInstance, string, Trouble> troubled)
{
    public FunctionInstance Instance => instance;

    public Task CallAsync(CallKind kind, string name, Action act) => CallAsync(
        kind,
        name,
        () =>
        {
            act();
            return true;
        });

    public Task<T> CallAsync<T>(CallKind kind, string name, Func<T> act)
    {
        var (latencyMs, trouble) = fates.Draw(kind);
        var answer = new Answer<T>(scheduler, InvocationContext.Current);
        if (trouble != Trouble.None)
        {
            troubled(instance, name, trouble);
        }

        switch (trouble)
        {
            case Trouble.CrashBefore:
                // The process dies at this await; nothing was sent.
                scheduler.AtAnyTurn(scheduler.NowMs, () => crash(instance));
                return answer.Task;
            case Trouble.Throttled:
                Fail(answer, latencyMs, PortFailure.Throttled, $"Rate exceeded: {name} was throttled; try later.");
                return answer.Task;
            case Trouble.Before:
                Fail(answer, latencyMs, PortFailure.Unavailable, Lost(name));
                return answer.Task;
            case Trouble.Late:
                Fail(answer, CallFates.CallTimeoutMs, PortFailure.Unavailable, Lost(name));
                scheduler.AtAnyTurn(
                    scheduler.NowMs + CallFates.CallTimeoutMs + (latencyMs * 10),
                    () => Ignore(act));
                return answer.Task;
        }

        if (trouble == Trouble.VeryLate)
        {
            Fail(answer, CallFates.CallTimeoutMs, PortFailure.Unavailable, Lost(name));
            scheduler.AtAnyTurn(
                scheduler.NowMs + Instant.Ms(Lease.Duration) + (latencyMs * 200),
                () => Ignore(act));
            return answer.Task;
        }

        scheduler.AtAnyTurn(scheduler.NowMs + latencyMs, () => Arrive(kind, name, act, trouble, answer));
        return answer.Task;
    }

    private void Arrive<T>(CallKind kind, string name, Func<T> act, Trouble trouble, Answer<T> answer)
    {
        T result;
        try
        {
            result = act();
        }
        catch (PortException e)
        {
            answer.SetException(e);
            return;
        }

        switch (trouble)
        {
            case Trouble.After:
                Fail(answer, CallFates.CallTimeoutMs / 10, PortFailure.Unavailable, Lost(name));
                break;
            case Trouble.CrashAfter:
                crash(instance);
                break;
            default:
                // An effect's answer takes its own time on the way back, in which others may act.
                if (kind == CallKind.Effect)
                {
                    scheduler.AtAnyTurn(scheduler.NowMs + 5, () => answer.SetResult(result));
                }
                else
                {
                    answer.SetResult(result);
                }

                break;
        }
    }

    private void Fail<T>(Answer<T> answer, long afterMs, PortFailure failure, string words) =>
        scheduler.AtAnyTurn(
            scheduler.NowMs + afterMs,
            () => answer.SetException(new PortException(failure, words)));

    private static void Ignore<T>(Func<T> act)
    {
        try
        {
            _ = act();
        }
        catch (PortException)
        {
            // Nobody waits for the answer any more.
        }
    }

    private static string Lost(string name) =>
        $"No answer to {name} (simulated): it may or may not have happened; look, then decide.";

    /// <summary>
    /// The answer to one call. It is given in a turn of its own on the caller's context, so that what waits for it,
    /// a Task.WhenAll too, goes on there; a dead caller never hears it.
    /// </summary>
    private sealed class Answer<T>(Scheduler scheduler, InvocationContext context)
    {
        private readonly TaskCompletionSource<T> _told = new();
        private T? _result;
        private PortException? _failure;

        public Task<T> Task => _told.Task;

        public void SetResult(T result)
        {
            _result = result;
            scheduler.Post(context, Tell, this);
        }

        public void SetException(PortException failure)
        {
            _failure = failure;
            scheduler.Post(context, Tell, this);
        }

        private static void Tell(object? state)
        {
            var answer = (Answer<T>)state!;
            if (answer._failure is { } failure)
            {
                answer._told.SetException(failure);
            }
            else
            {
                answer._told.SetResult(answer._result!);
            }
        }
    }
}
