using System.Runtime.InteropServices;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Bootstrap;
using ServerlessReadiness.Functions;
using ServerlessReadiness.WebConsole;

// One binary, one entry point by _HANDLER. Wiring happens in the initialisation, so that what goes wrong there is
// reported as an init error instead of failing the first alarm.
Func<Stream, ILambdaContext, Task<Stream>>? handle = null;
using var bootstrap = LambdaBootstrapBuilder
    .Create((Stream input, ILambdaContext context) => handle!(input, context))
    .UseBootstrapHandler(() =>
    {
        var settings = FunctionSettings.Read(Environment.GetEnvironmentVariable);
        var entryPoint = EntryPoint(settings.Handler);
        handle = entryPoint(HostWiring.Build(settings));
        return Task.FromResult(true);
    })
    .Build();

// Lambda sends SIGTERM before it ends an environment. Registered here and not left to the loop, since only some
// runtime loops do it: an invocation under way is answered, then the process ends with 0.
using var stopping = new CancellationTokenSource();
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
await bootstrap.RunAsync(stopping.Token);
return;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    try
    {
        stopping.Cancel();
    }
    catch (ObjectDisposedException)
    {
        // The loop ended by itself while the signal was on its way.
    }
}

static Func<Host, Func<Stream, ILambdaContext, Task<Stream>>> EntryPoint(string handler) => handler switch
{
    nameof(AlarmResponder) => host => new AlarmResponder(host).Handle,
    nameof(Clock) => host => new Clock(host).Handle,
    nameof(Executor) => host => new Executor(host).Handle,
    nameof(LifecycleResponder) => host => new LifecycleResponder(host).Handle,
    nameof(OperatorCommands) => host => new OperatorCommands(host).Handle,
    nameof(Api) => host => new Api(host, ConsoleSettings.Read(Environment.GetEnvironmentVariable)).Handle,
    nameof(Reporter) => host => new Reporter(host).Handle,
    nameof(Reviewer) => host => new Reviewer(host).Handle,
    _ => throw new NotSupportedException(
        $"_HANDLER is \"{handler}\", which names no entry point; set it to one of "
        + $"{nameof(AlarmResponder)}, {nameof(Clock)}, {nameof(Executor)}, {nameof(LifecycleResponder)}, "
        + $"{nameof(OperatorCommands)}, {nameof(Api)}, {nameof(Reporter)}, {nameof(Reviewer)}."),
};
