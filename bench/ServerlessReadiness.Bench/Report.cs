using System.Globalization;

namespace ServerlessReadiness.Bench;

/// <summary>The result as a table for people, what holds on any machine first.</summary>
internal static class Report
{
    public static void Write(TextWriter output, BenchResult result)
    {
        output.WriteLine("Goals (canned endpoint)");
        foreach (var target in result.Targets)
        {
            var word = target.Met ? "met" : "MISSED";
            output.WriteLine($"  {target.Name,-52} goal {target.Goal,-5} measured {Number(target.Measured),8}  {word}");
        }

        output.WriteLine();
        output.WriteLine("Ratios, Python / native (more is better for native; median over pairs of processes)");
        foreach (var figure in result.Ratios.GroupBy(r => r.Figure))
        {
            output.WriteLine($"  {figure.Key,-22} "
                + string.Join("  ", figure.Select(r => $"{r.Endpoint} {Number(r.PythonOverNative),7}")));
        }

        output.WriteLine();
        output.WriteLine($"  {"Figures (this machine, this load)",-58}{"native",10}{"python",10}");
        foreach (var line in result.Figures)
        {
            output.WriteLine($"  {line.Endpoint,-7} {line.Figure,-44} {line.Unit,-4} {Number(line.Native),10}{Number(line.Python),10}");
        }

        var machine = result.Machine;
        output.WriteLine();
        output.WriteLine($"{machine.Processor}, {machine.Cores} cores, load {machine.LoadBefore} before and "
            + $"{machine.LoadAfter} after; {machine.Starts} processes per side and endpoint, {machine.WarmPerStart} warm "
            + $"alarms each on canned; {machine.At:yyyy-MM-dd HH:mm}Z");
    }

    private static string Number(double value) =>
        value.ToString(value >= 100 ? "0" : "0.##", CultureInfo.InvariantCulture);
}
