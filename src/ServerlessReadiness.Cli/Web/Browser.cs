using System.ComponentModel;
using System.Diagnostics;

namespace ServerlessReadiness.Cli.Web;

/// <summary>Opens a page in the browser of the person at this machine.</summary>
internal static class Browser
{
    /// <summary>Whether something was there to open it with.</summary>
    public static bool TryOpen(Uri address)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true }
            : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address.AbsoluteUri])
            {
                // What it says of itself does not belong between our lines.
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        try
        {
            using var opened = Process.Start(start);
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
