namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Runs once before the first invocation; false means that the loop is not to start.</summary>
public delegate Task<bool> LambdaBootstrapInitializer();
