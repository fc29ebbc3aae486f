using System.Reflection;

namespace ServerlessReadiness.Simulation.Tests;

/// <summary>Plants bugs in ports.</summary>
internal static class Plant
{
    /// <param name="real">The port.</param>
    /// <param name="bug">May change the arguments; an answer other than null is the call's.</param>
    public static T In<T>(T real, Func<T, MethodInfo, object?[], object?> bug)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, Planted<T>>();
        ((Planted<T>)(object)proxy).Put(real, bug);
        return proxy;
    }
}
