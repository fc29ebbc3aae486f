namespace Amazon.Lambda.Core;

/// <summary>
/// Writes to the function's log from code that has no context at hand; outside Lambda, to the console.
/// </summary>
public static class LambdaLogger
{
    /// <summary>Set once by the runtime loop, so that lines from here and from a context have one form.</summary>
    internal static Action<string> LoggingAction { get; set; } = Console.WriteLine;

    public static void Log(string message) => LoggingAction(message);

    public static void Log(string level, string message) => LoggingAction(message);

    public static void Log(LogLevel level, string message) => LoggingAction(message);
}
