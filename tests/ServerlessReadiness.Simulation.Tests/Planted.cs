using System.Reflection;

namespace ServerlessReadiness.Simulation.Tests;

/// <summary>A port with a bug in it: a call that the bug does not concern goes on to the real one.</summary>
public class Planted<T> : DispatchProxy
    where T : class
{
    private T? _real;
    private Func<T, MethodInfo, object?[], object?>? _bug;

    internal void Put(T real, Func<T, MethodInfo, object?[], object?> bug) => (_real, _bug) = (real, bug);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        _bug!(_real!, targetMethod!, args!) ?? targetMethod!.Invoke(_real, args);
}
