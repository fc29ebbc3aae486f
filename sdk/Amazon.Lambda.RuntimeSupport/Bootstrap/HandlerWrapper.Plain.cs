using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <content>Handlers that return at once.</content>
public partial class HandlerWrapper
{
    public static HandlerWrapper GetHandlerWrapper(Action handler)
        => Empty(invocation =>
        {
            handler();
            return Task.CompletedTask;
        });

    public static HandlerWrapper GetHandlerWrapper(Action<Stream> handler)
        => Empty(invocation =>
        {
            handler(invocation.InputStream);
            return Task.CompletedTask;
        });

    public static HandlerWrapper GetHandlerWrapper<TInput>(Action<TInput> handler, ILambdaSerializer serializer)
        => Empty(invocation =>
        {
            handler(serializer.Deserialize<TInput>(invocation.InputStream));
            return Task.CompletedTask;
        });

    public static HandlerWrapper GetHandlerWrapper(Action<ILambdaContext> handler)
        => Empty(invocation =>
        {
            handler(invocation.LambdaContext);
            return Task.CompletedTask;
        });

    public static HandlerWrapper GetHandlerWrapper(Action<Stream, ILambdaContext> handler)
        => Empty(invocation =>
        {
            handler(invocation.InputStream, invocation.LambdaContext);
            return Task.CompletedTask;
        });

    public static HandlerWrapper GetHandlerWrapper<TInput>(
        Action<TInput, ILambdaContext> handler, ILambdaSerializer serializer)
        => Empty(invocation =>
        {
            handler(serializer.Deserialize<TInput>(invocation.InputStream), invocation.LambdaContext);
            return Task.CompletedTask;
        });

    public static HandlerWrapper GetHandlerWrapper(Func<Stream> handler)
        => Streamed(invocation => Task.FromResult(handler()));

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, Stream> handler)
        => Streamed(invocation => Task.FromResult(handler(invocation.InputStream)));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, Stream> handler, ILambdaSerializer serializer)
        => Streamed(invocation => Task.FromResult(handler(serializer.Deserialize<TInput>(invocation.InputStream))));

    public static HandlerWrapper GetHandlerWrapper(Func<ILambdaContext, Stream> handler)
        => Streamed(invocation => Task.FromResult(handler(invocation.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Stream> handler)
        => Streamed(invocation => Task.FromResult(handler(invocation.InputStream, invocation.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper<TInput>(
        Func<TInput, ILambdaContext, Stream> handler, ILambdaSerializer serializer)
        => Streamed(invocation => Task.FromResult(handler(
            serializer.Deserialize<TInput>(invocation.InputStream), invocation.LambdaContext)));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<TOutput> handler, ILambdaSerializer serializer)
        => Typed(invocation => Task.FromResult(handler()), serializer);

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Stream, TOutput> handler, ILambdaSerializer serializer)
        => Typed(invocation => Task.FromResult(handler(invocation.InputStream)), serializer);

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(
        Func<TInput, TOutput> handler, ILambdaSerializer serializer)
        => Typed(
            invocation => Task.FromResult(handler(serializer.Deserialize<TInput>(invocation.InputStream))), serializer);

    public static HandlerWrapper GetHandlerWrapper<TOutput>(
        Func<ILambdaContext, TOutput> handler, ILambdaSerializer serializer)
        => Typed(invocation => Task.FromResult(handler(invocation.LambdaContext)), serializer);

    public static HandlerWrapper GetHandlerWrapper<TOutput>(
        Func<Stream, ILambdaContext, TOutput> handler, ILambdaSerializer serializer)
        => Typed(invocation => Task.FromResult(handler(invocation.InputStream, invocation.LambdaContext)), serializer);

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(
        Func<TInput, ILambdaContext, TOutput> handler, ILambdaSerializer serializer)
        => Typed(
            invocation => Task.FromResult(handler(
                serializer.Deserialize<TInput>(invocation.InputStream), invocation.LambdaContext)),
            serializer);
}
