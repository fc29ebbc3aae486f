namespace Amazon.Lambda.Core;

/// <summary>
/// Levels in the order of their severity; the environment variable AWS_LAMBDA_LOG_LEVEL sets the lowest.
/// </summary>
public enum LogLevel
{
    Trace = 0,
    Debug = 1,
    Information = 2,
    Warning = 3,
    Error = 4,
    Critical = 5,
}
