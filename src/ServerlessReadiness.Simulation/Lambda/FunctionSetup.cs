using Amazon.Lambda.Core;
using ServerlessReadiness.Application.Hosting;

namespace ServerlessReadiness.Simulation.Lambda;

/// <summary>A function as the template sets it up.</summary>
/// <param name="Name">The entry point's name.</param>
/// <param name="TimeLimit">After it Lambda ends the invocation and its instance.</param>
/// <param name="RetriesMax">After a failed first attempt.</param>
/// <param name="EventAgeMax">An event older than that is not tried again.</param>
/// <param name="EntryPoint">Gives the handler of a cold instance.</param>
internal sealed record FunctionSetup(
    string Name,
    TimeSpan TimeLimit,
    int RetriesMax,
    TimeSpan EventAgeMax,
    Func<Host, Func<Stream, ILambdaContext, Task<Stream>>> EntryPoint)
{
    // The template's own figures; tests compare them with it.
    public static readonly FunctionSetup AlarmResponder = new(
        nameof(Functions.AlarmResponder),
        TimeSpan.FromSeconds(150),
        2,
        TimeSpan.FromSeconds(300),
        host => new Functions.AlarmResponder(host).Handle);

    public static readonly FunctionSetup Clock = new(
        nameof(Functions.Clock),
        TimeSpan.FromSeconds(55),
        0,
        TimeSpan.FromSeconds(60),
        host => new Functions.Clock(host).Handle);

    public static readonly FunctionSetup Executor = new(
        nameof(Functions.Executor),
        TimeSpan.FromSeconds(300),
        1,
        TimeSpan.FromSeconds(120),
        host => new Functions.Executor(host).Handle);

    public static readonly FunctionSetup LifecycleResponder = new(
        nameof(Functions.LifecycleResponder),
        TimeSpan.FromSeconds(150),
        2,
        TimeSpan.FromSeconds(900),
        host => new Functions.LifecycleResponder(host).Handle);

    public static readonly FunctionSetup OperatorCommands = new(
        nameof(Functions.OperatorCommands),
        TimeSpan.FromSeconds(60),
        2,
        TimeSpan.FromSeconds(3600),
        host => new Functions.OperatorCommands(host).Handle);

    /// <summary>The next invocation makes up for one that failed.</summary>
    public static readonly FunctionSetup Reporter = new(
        nameof(Functions.Reporter),
        TimeSpan.FromSeconds(120),
        0,
        TimeSpan.FromSeconds(240),
        host => new Functions.Reporter(host).Handle);

    /// <summary>API Gateway waits for it and tries nothing again: that is for the person who got no answer.</summary>
    public static readonly FunctionSetup Api = new(
        nameof(Functions.Api),
        TimeSpan.FromSeconds(29),
        0,
        TimeSpan.FromSeconds(60),
        host => new Functions.Api(host).Handle);
}
