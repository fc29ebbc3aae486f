using Amazon.Lambda.Core;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Lambda;

/// <summary>One process of a function: its caches live as long as it, and it handles one event at a time.</summary>
internal sealed class FunctionInstance(string function, int number)
{
    public string Name => $"{function}-{number}";

    public string Function => function;

    public Host? Host { get; set; }

    public Func<Stream, ILambdaContext, Task<Stream>>? Handler { get; set; }

    /// <summary>The event under way; null while it is idle.</summary>
    public Invocation? Current { get; set; }

    public long IdleSinceMs { get; set; }

    public bool IsDead { get; private set; }

    /// <summary>The intent that this process stored last: the change that it makes next is that one.</summary>
    public JournalEntry? LastIntent { get; set; }

    public InvocationContext? Context => Current?.Context;

    public void Die()
    {
        IsDead = true;
        Current?.Context.Die();
    }
}
