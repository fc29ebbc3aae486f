using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServerlessReadiness.Simulation;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Player;

// player FIRST-SEED COUNT WEATHER [time] [lines] [without] [long | steered]
// One line a seed, the same in every process. "time" adds the core
// milliseconds and keeps no records, "lines" adds the timeline, "without" plays without automation,
// "crowd" makes the peak six times as high, "long" an event of 36 hours, "steered" one with everything that steers traffic.
var first = ulong.Parse(args[0], CultureInfo.InvariantCulture);
var count = int.Parse(args[1], CultureInfo.InvariantCulture);
var weather = Enum.Parse<Weather>(args[2], ignoreCase: true);
var plan = args.Contains("long") ? SmallSale.Long : args.Contains("steered") ? SteeredSale.Plan : SmallSale.Plan;
var timed = args.Contains("time");
for (var i = 0; i < count; i++)
{
    var cpu = Environment.CpuUsage.TotalTime;
    var allocated = GC.GetAllocatedBytesForCurrentThread();
    var settings = new SimulationSettings(first + (ulong)i, !args.Contains("without"))
    {
        Weather = weather,
        WhatIf = args.Contains("crowd") ? new WhatIf(Peak: 6) : WhatIf.AsPlanned,
        Records = !timed,
    };
    var result = Simulator.Run(plan, settings);
    var text = string.Join('\n', result.Timeline);
    var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    Console.WriteLine(
        $"{settings.Seed} {hash} served {result.Requests.Served} failed {result.Requests.Failed} "
        + $"decisions {result.Decisions} effects {result.Effects} violations {result.Violations.Count}"
        + (timed
            ? $" {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds:0} ms"
                + $" {(GC.GetAllocatedBytesForCurrentThread() - allocated) / 1_000_000} MB"
            : ""));
    foreach (var line in args.Contains("lines") ? result.Timeline : [])
    {
        Console.WriteLine(line);
    }

    foreach (var violation in result.Violations)
    {
        Console.WriteLine($"  {violation.Invariant} at {violation.At:u}: {violation.What}");
    }
}
