using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Helpers;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The logger of one invocation: every line carries its request id and trace.</summary>
internal sealed class LambdaConsoleLogger(LogWriter writer, string requestId, string traceId) : ILambdaLogger
{
    public void Log(string message) => Write(LogLevels.Information, null, message, []);

    public void LogLine(string message) => Write(LogLevels.Information, null, message, []);

    public void Log(string level, string message) => Write(LogLevels.Parse(level), null, message, []);

    public void Log(LogLevel level, string message) => Write(level, null, message, []);

    public void Log(string level, string message, params object[] args)
        => Write(LogLevels.Parse(level), null, message, args);

    public void Log(LogLevel level, string message, params object[] args) => Write(level, null, message, args);

    public void Log(string level, Exception exception, string message, params object[] args)
        => Write(LogLevels.Parse(level), exception, message, args);

    public void Log(LogLevel level, Exception exception, string message, params object[] args)
        => Write(level, exception, message, args);

    private void Write(LogLevel level, Exception exception, string message, object[] args)
        => writer.Write(level, message, args, exception, requestId, traceId);
}
