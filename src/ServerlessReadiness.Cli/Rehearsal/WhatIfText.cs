using System.Globalization;
using ServerlessReadiness.Simulation;

namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary><c>peak=2x,boot=3x,capacity=0.8x</c>: in what the played world differs from the plan.</summary>
internal static class WhatIfText
{
    private const decimal FactorMax = 100;

    private static readonly string[] Names = ["peak", "boot", "capacity"];

    /// <exception cref="CliException">Bad input, with what was probably meant.</exception>
    public static WhatIf Parse(string? text)
    {
        var whatIf = WhatIf.AsPlanned;
        var given = new HashSet<string>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.TrimEntries).Where(_ => text is not null))
        {
            var (name, factor) = Split(part);
            if (!given.Add(name))
            {
                throw CliException.BadInput($"--what-if gives \"{name}\" twice", "give it once");
            }

            whatIf = name switch
            {
                "peak" => whatIf with { Peak = factor },
                "boot" => whatIf with { BootTime = factor },
                _ => whatIf with { UnitCapacity = factor },
            };
        }

        return whatIf;
    }

    /// <summary>As the command line takes it; empty when the world is as planned.</summary>
    public static string Show(WhatIf whatIf) => string.Join(
        ',',
        new[] { ("peak", whatIf.Peak), ("boot", whatIf.BootTime), ("capacity", whatIf.UnitCapacity) }
            .Where(p => p.Item2 != 1)
            .Select(p => $"{p.Item1}={p.Item2:0.####}x"));

    private static (string Name, decimal Factor) Split(string part)
    {
        var at = part.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0)
        {
            throw CliException.BadInput(
                $"--what-if \"{part}\" is no name with a factor",
                "write such as peak=2x, several with a comma between");
        }

        var name = part[..at].Trim();
        if (!Names.Contains(name))
        {
            throw CliException.BadInput(
                $"--what-if knows nothing called \"{name}\"",
                Nearest.Hint(name, Names).TrimEnd('?'));
        }

        var number = part[(at + 1)..].Trim().TrimEnd('x');
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor)
            && factor is > 0 and <= FactorMax
            ? (name, factor)
            : throw CliException.BadInput(
                $"--what-if {name}: \"{part[(at + 1)..]}\" is no factor above 0 and at most {FactorMax}",
                $"write such as {name}=2x or {name}=0.8x");
    }
}
