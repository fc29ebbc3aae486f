using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Bootstrap;
using ServerlessReadiness.Functions;

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
await bootstrap.RunAsync();

static Func<Host, Func<Stream, ILambdaContext, Task<Stream>>> EntryPoint(string handler) => handler switch
{
    nameof(AlarmResponder) => host => new AlarmResponder(host).Handle,
    nameof(Clock) => host => new Clock(host).Handle,
    nameof(Executor) => host => new Executor(host).Handle,
    _ => throw new NotSupportedException(
        $"_HANDLER is \"{handler}\", which names no entry point; set it to one of "
        + $"{nameof(AlarmResponder)}, {nameof(Clock)}, {nameof(Executor)}."),
};
