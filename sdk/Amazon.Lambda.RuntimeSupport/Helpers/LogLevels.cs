using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Helpers;

/// <summary>The names of levels: .NET's, the four letters of text lines, and those of AWS_LAMBDA_LOG_LEVEL.</summary>
internal static class LogLevels
{
    public const LogLevel Information = LogLevel.Information;
    public const LogLevel Warning = LogLevel.Warning;

    /// <summary>Anything unknown counts as information, so that no line is lost for its level.</summary>
    public static LogLevel Parse(string name) => name?.ToUpperInvariant() switch
    {
        "TRACE" or "TRCE" => LogLevel.Trace,
        "DEBUG" or "DBUG" => LogLevel.Debug,
        "WARNING" or "WARN" => LogLevel.Warning,
        "ERROR" or "FAIL" => LogLevel.Error,
        "CRITICAL" or "CRIT" or "FATAL" => LogLevel.Critical,
        _ => LogLevel.Information,
    };

    public static string Abbreviate(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical => "crit",
        _ => "info",
    };
}
