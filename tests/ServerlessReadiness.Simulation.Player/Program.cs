using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ServerlessReadiness.Simulation;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Player;

// player FIRST-SEED COUNT WEATHER [time]: one line a seed, the same in every process.
var first = ulong.Parse(args[0], CultureInfo.InvariantCulture);
var count = int.Parse(args[1], CultureInfo.InvariantCulture);
var weather = Enum.Parse<Weather>(args[2], ignoreCase: true);
var timed = args.Length > 3;
for (var i = 0; i < count; i++)
{
    var watch = Stopwatch.StartNew();
    var settings = new SimulationSettings(first + (ulong)i) { Weather = weather, Records = !timed };
    var result = Simulator.Run(SmallSale.Plan, settings);
    var text = string.Join('\n', result.Timeline);
    var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    Console.WriteLine(
        $"{settings.Seed} {hash} served {result.Requests.Served} failed {result.Requests.Failed} "
        + $"decisions {result.Decisions} effects {result.Effects} violations {result.Violations.Count}"
        + (timed ? $" {watch.ElapsedMilliseconds} ms" : ""));
    foreach (var violation in result.Violations)
    {
        Console.WriteLine($"  {violation.Invariant} at {violation.At:u}: {violation.What}");
    }
}
