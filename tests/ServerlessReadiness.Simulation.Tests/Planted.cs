using System.Reflection;

namespace ServerlessReadiness.Simulation.Tests;

/// <summary>A port with a bug in it: a call that the bug does not concern goes on to the real one.</summary>
public class Planted<T> : DispatchProxy
    where T : class
{
    private T? _real;
    private Func<T, MethodInfo, object?[], object?>? _bug;

    /// <param name="real">The port.</param>
    /// <param name="bug">May change the arguments; an answer other than null is the call's.</param>
    public static T In(T real, Func<T, MethodInfo, object?[], object?> bug)
    {
        var proxy = Create<T, Planted<T>>();
        var planted = (Planted<T>)(object)proxy;
        (planted._real, planted._bug) = (real, bug);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _bug!(_real!, targetMethod!, args!) ?? targetMethod!.Invoke(_real, args);
}
