using Amazon.Lambda.Core;
using ServerlessReadiness.Simulation.Lambda;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation;

/// <summary>What those who look on ask of the Api.</summary>
internal sealed partial class AutomationPlay
{
    private Func<Stream, ILambdaContext, Task<Stream>>? _viewersApi;

    /// <summary>
    /// Answers a request in API Gateway's format with the Api's own code, at this instant of the world. The calls of
    /// this one instance take no virtual time, meet no faults and draw no chance: a person gets an answer also while the
    /// world's clock stands still, and however often a page asks, it moves nothing in the world. Only what a command
    /// changes does, and its effects take the ways and the time that all effects take.
    /// </summary>
    public byte[] Answer(byte[] request, string region) => WithoutFaults(() => Aside.Run(async () =>
    {
        var setup = FunctionSetup.Api;
        var now = _world.Scheduler.NowMs;
        _viewersApi ??= setup.EntryPoint(_functions.OfViewers());
        var context = new SimulatedContext(
            _world.Scheduler,
            setup.Name,
            region,
            "viewers",
            now + Instant.Ms(setup.TimeLimit));
        await using var input = new MemoryStream(request, 0, request.Length, false, publiclyVisible: true);
        await using var answer = await _viewersApi(input, context);
        using var bytes = new MemoryStream();
        await answer.CopyToAsync(bytes);
        return bytes.ToArray();
    }));
}
