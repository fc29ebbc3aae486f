using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <content>Handlers that return a task.</content>
public partial class HandlerWrapper
{
    public static HandlerWrapper GetHandlerWrapper(Func<Task> handler)
        => Empty(invocation => handler());

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, Task> handler)
        => Empty(invocation => handler(invocation.InputStream));

    public static HandlerWrapper GetHandlerWrapper<TInput>(Func<TInput, Task> handler, ILambdaSerializer serializer)
        => Empty(invocation => handler(serializer.Deserialize<TInput>(invocation.InputStream)));

    public static HandlerWrapper GetHandlerWrapper(Func<ILambdaContext, Task> handler)
        => Empty(invocation => handler(invocation.LambdaContext));

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Task> handler)
        => Empty(invocation => handler(invocation.InputStream, invocation.LambdaContext));

    public static HandlerWrapper GetHandlerWrapper<TInput>(
        Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer)
        => Empty(invocation => handler(
            serializer.Deserialize<TInput>(invocation.InputStream), invocation.LambdaContext));

    public static HandlerWrapper GetHandlerWrapper(Func<Task<Stream>> handler)
        => Streamed(invocation => handler());

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, Task<Stream>> handler)
        => Streamed(invocation => handler(invocation.InputStream));

    public static HandlerWrapper GetHandlerWrapper<TInput>(
        Func<TInput, Task<Stream>> handler, ILambdaSerializer serializer)
        => Streamed(invocation => handler(serializer.Deserialize<TInput>(invocation.InputStream)));

    public static HandlerWrapper GetHandlerWrapper(Func<ILambdaContext, Task<Stream>> handler)
        => Streamed(invocation => handler(invocation.LambdaContext));

    public static HandlerWrapper GetHandlerWrapper(Func<Stream, ILambdaContext, Task<Stream>> handler)
        => Streamed(invocation => handler(invocation.InputStream, invocation.LambdaContext));

    public static HandlerWrapper GetHandlerWrapper<TInput>(
        Func<TInput, ILambdaContext, Task<Stream>> handler, ILambdaSerializer serializer)
        => Streamed(invocation => handler(
            serializer.Deserialize<TInput>(invocation.InputStream), invocation.LambdaContext));

    public static HandlerWrapper GetHandlerWrapper<TOutput>(Func<Task<TOutput>> handler, ILambdaSerializer serializer)
        => Typed(invocation => handler(), serializer);

    public static HandlerWrapper GetHandlerWrapper<TOutput>(
        Func<Stream, Task<TOutput>> handler, ILambdaSerializer serializer)
        => Typed(invocation => handler(invocation.InputStream), serializer);

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(
        Func<TInput, Task<TOutput>> handler, ILambdaSerializer serializer)
        => Typed(invocation => handler(serializer.Deserialize<TInput>(invocation.InputStream)), serializer);

    public static HandlerWrapper GetHandlerWrapper<TOutput>(
        Func<ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer)
        => Typed(invocation => handler(invocation.LambdaContext), serializer);

    public static HandlerWrapper GetHandlerWrapper<TOutput>(
        Func<Stream, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer)
        => Typed(invocation => handler(invocation.InputStream, invocation.LambdaContext), serializer);

    public static HandlerWrapper GetHandlerWrapper<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer)
        => Typed(
            invocation => handler(
                serializer.Deserialize<TInput>(invocation.InputStream), invocation.LambdaContext),
            serializer);
}
