using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;

namespace ServerlessReadiness.SliceGenerator;

/// <summary>Finds the service models that come with an installed botocore, and reads one.</summary>
public sealed class BotocoreData
{
    /// <summary>Names botocore's <c>data</c> folder, for a machine where python3 does not know it.</summary>
    public const string Variable = "BOTOCORE_DATA";

    private readonly string _directory;

    public BotocoreData(string directory) => _directory = directory;

    /// <summary>The data of the botocore at hand, or null with the reason why there is none.</summary>
    public static BotocoreData? Find(out string reason)
    {
        var stated = Environment.GetEnvironmentVariable(Variable);
        var directory = string.IsNullOrEmpty(stated) ? AskPython() : stated;
        if (directory is not null && Directory.Exists(directory))
        {
            reason = "";
            return new BotocoreData(directory);
        }

        reason = $"botocore's data was not found ({directory ?? "python3 has no module botocore"}); "
            + $"`pip install botocore`, or set {Variable} to its data folder.";
        return null;
    }

    /// <summary>The newest model of a service.</summary>
    public ServiceModel Load(string service)
    {
        var home = Path.Combine(_directory, service);
        if (!Directory.Exists(home))
        {
            throw new InvalidDataException($"{_directory} has no service \"{service}\"; see the folder names there.");
        }

        // Versions are dates, so the newest is the last by name. Some old ones hold no service model.
        var versions = Directory.GetDirectories(home).OrderDescending(StringComparer.Ordinal);
        foreach (var version in versions)
        {
            var plain = Path.Combine(version, "service-2.json");
            if (File.Exists(plain))
            {
                using var stream = File.OpenRead(plain);
                return Read(stream);
            }

            if (File.Exists(plain + ".gz"))
            {
                using var stream = new GZipStream(File.OpenRead(plain + ".gz"), CompressionMode.Decompress);
                return Read(stream);
            }
        }

        throw new InvalidDataException($"{home} has no service-2.json; another botocore may have one.");
    }

    private static ServiceModel Read(Stream stream)
    {
        using var document = JsonDocument.Parse(stream);
        return ServiceModel.Read(document.RootElement);
    }

    private static string? AskPython()
    {
        var start = new ProcessStartInfo("python3")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("import botocore, os; print(os.path.join(os.path.dirname(botocore.__file__), 'data'))");
        try
        {
            using var process = Process.Start(start);
            var answer = process?.StandardOutput.ReadToEnd().Trim();
            process?.WaitForExit();
            return process?.ExitCode == 0 ? answer : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
