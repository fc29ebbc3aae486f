namespace Amazon.Lambda.RuntimeSupport.Bootstrap;

/// <summary>Settings for tests; in Lambda the environment has them.</summary>
public class LambdaBootstrapOptions
{
    /// <summary>Host and port of the Runtime API, in place of the variable AWS_LAMBDA_RUNTIME_API.</summary>
    public string RuntimeApiEndpoint { get; set; }
}
