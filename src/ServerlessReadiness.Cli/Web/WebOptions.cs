using System.CommandLine;

namespace ServerlessReadiness.Cli.Web;

/// <summary>What the commands that serve a page have in common.</summary>
internal static class WebOptions
{
    private const int PortMax = 65535;

    public static Option<int> Port() => new("--port")
    {
        Description = "The port on 127.0.0.1; any that is free if not given.",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };

    public static Option<bool> NoBrowser() => new("--no-browser")
    {
        Description = "Only says where the page is.",
    };

    public static int PortOf(CommandCall call, Option<int> port) => call.Value(port) is >= 0 and <= PortMax and var number
        ? number
        : throw CliException.BadInput($"--port {call.Value(port)} is no port", $"use 0 to {PortMax}; 0 takes any that is free");

    /// <summary>Opens the page for a person at a terminal.</summary>
    public static void Open(CommandCall call, Option<bool> noBrowser, Uri address)
    {
        if (call.Around.IsTerminal && !call.Screen.IsJson && !call.Value(noBrowser) && !Browser.TryOpen(address))
        {
            call.Screen.Line($"No browser could be opened here; open {address} in one.");
        }
    }
}
