using Microsoft.Extensions.Logging;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Runs;

public sealed partial class RunExecutor
{
    [LoggerMessage(2001, LogLevel.Information, "Run {Run}: {Change}: {Report}: {Words}")]
    private static partial void LogEffect(ILogger logger, RunId run, string change, EffectReport report, string words);

    [LoggerMessage(2002, LogLevel.Information, "Run {Run} waits: run {Holder} is at work on component {Component}")]
    private static partial void LogLeaseHeld(ILogger logger, RunId run, RunId holder, ComponentName component);

    [LoggerMessage(
        2003,
        LogLevel.Warning,
        "Run {Run}: the lease ran out before it could {Change}; it is announced anew")]
    private static partial void LogLeaseRanOut(ILogger logger, RunId run, string change);

    [LoggerMessage(2004, LogLevel.Information, "Run {Run} on component {Component} is in another process's hands")]
    private static partial void LogLostRun(ILogger logger, RunId run, ComponentName component);

    [LoggerMessage(2005, LogLevel.Error, "Run {Run} made {Decisions} decisions without an end and was set aside")]
    private static partial void LogTooManyDecisions(ILogger logger, RunId run, int decisions);
}
