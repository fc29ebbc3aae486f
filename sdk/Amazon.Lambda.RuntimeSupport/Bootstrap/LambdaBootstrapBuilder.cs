using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Builds the loop for a handler of any shape.</summary>
public partial class LambdaBootstrapBuilder
{
    private readonly HandlerWrapper _handlerWrapper;
    private readonly LambdaBootstrapOptions _options = new();
    private HttpClient _httpClient;
    private LambdaBootstrapInitializer _initializer;

    private LambdaBootstrapBuilder(HandlerWrapper handlerWrapper) => _handlerWrapper = handlerWrapper;

    public LambdaBootstrapBuilder UseHttpClient(HttpClient httpClient)
    {
        _httpClient = httpClient;
        return this;
    }

    public LambdaBootstrapBuilder UseBootstrapHandler(LambdaBootstrapInitializer lambdaBootstrapInitializer)
    {
        _initializer = lambdaBootstrapInitializer;
        return this;
    }

    public LambdaBootstrapBuilder ConfigureOptions(Action<LambdaBootstrapOptions> options = null)
    {
        options?.Invoke(_options);
        return this;
    }

    public LambdaBootstrap Build() => _httpClient is null
        ? new LambdaBootstrap(
            LambdaBootstrap.ConstructHttpClient(), _handlerWrapper.Handler, _options, _initializer, true)
        : new LambdaBootstrap(_httpClient, _handlerWrapper.Handler, _options, _initializer, ownsHttpClient: false);
}
