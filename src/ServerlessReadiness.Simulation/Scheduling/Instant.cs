namespace ServerlessReadiness.Simulation.Scheduling;

/// <summary>Instants as milliseconds since 1970: the one unit of time in the simulation.</summary>
internal static class Instant
{
    public const long SecondMs = 1000;
    public const long MinuteMs = 60 * SecondMs;
    public const long HourMs = 60 * MinuteMs;
    public const long DayMs = 24 * HourMs;

    public static DateTimeOffset Of(long ms) =>
        new(DateTime.UnixEpoch.Ticks + (ms * TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    public static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    public static long Ms(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMillisecond;
}
