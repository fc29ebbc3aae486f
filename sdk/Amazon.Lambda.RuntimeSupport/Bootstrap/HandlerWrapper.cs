using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Turns a method of almost any shape into the one delegate that the loop calls.</summary>
public partial class HandlerWrapper : IDisposable
{
    private static readonly InvocationResponse EmptyInvocationResponse = new(Stream.Null, disposeOutputStream: false);

    // Lambda runs one invocation at a time in a process, so typed responses share one buffer.
    private readonly MemoryStream _output = new();

    private HandlerWrapper()
    {
    }

    public LambdaBootstrapHandler Handler { get; private set; }

    public static HandlerWrapper GetHandlerWrapper(Action<Stream, ILambdaContext, MemoryStream> invokeDelegate)
    {
        var wrapper = new HandlerWrapper();
        wrapper.Handler = invocation =>
        {
            wrapper._output.SetLength(0);
            invokeDelegate(invocation.InputStream, invocation.LambdaContext, wrapper._output);
            return Task.FromResult(wrapper.RewoundOutput());
        };
        return wrapper;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _output.Dispose();
        }
    }

    private static HandlerWrapper Empty(Func<InvocationRequest, Task> call) => new()
    {
        Handler = async invocation =>
        {
            await call(invocation);
            return EmptyInvocationResponse;
        },
    };

    private static HandlerWrapper Streamed(Func<InvocationRequest, Task<Stream>> call) => new()
    {
        Handler = async invocation => new InvocationResponse(await call(invocation)),
    };

    private static HandlerWrapper Typed<TOutput>(
        Func<InvocationRequest, Task<TOutput>> call, ILambdaSerializer serializer)
    {
        var wrapper = new HandlerWrapper();
        wrapper.Handler = async invocation =>
        {
            var output = await call(invocation);
            wrapper._output.SetLength(0);
            serializer.Serialize(output, wrapper._output);
            return wrapper.RewoundOutput();
        };
        return wrapper;
    }

    private InvocationResponse RewoundOutput()
    {
        _output.Position = 0;
        return new InvocationResponse(_output, disposeOutputStream: false);
    }
}
