using System.Globalization;

namespace ServerlessReadiness.Bench;

/// <summary>What Linux counts for a process.</summary>
internal static class ProcFigures
{
    // USER_HZ, which is 100 on every architecture that Lambda and .NET share.
    private const double TicksPerSecond = 100;

    // Fields of /proc/PID/stat after the command, whose name may hold spaces: utime is the 12th, stime the 13th.
    private const int UserIndex = 11;
    private const int SystemIndex = 12;

    /// <summary>CPU time so far in milliseconds, user and system, all threads, in steps of 10.</summary>
    public static double CpuMilliseconds(int processId)
    {
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[UserIndex]) + Number(fields[SystemIndex])) * 1000 / TicksPerSecond;
    }

    /// <summary>The most memory that was resident at any time, in MiB.</summary>
    public static double PeakMebibytes(int processId)
    {
        const string Name = "VmHWM:";
        var line = File.ReadLines($"/proc/{processId}/status").First(l => l.StartsWith(Name, StringComparison.Ordinal));
        return Number(line[Name.Length..].Replace("kB", "", StringComparison.Ordinal)) / 1024.0;
    }

    /// <summary>Runnable processes over the last minute.</summary>
    public static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    public static string Processor() =>
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':', 2)[1].Trim() ?? "unknown processor";

    private static long Number(string text) => long.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture);
}
