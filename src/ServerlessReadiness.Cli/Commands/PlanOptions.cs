using System.CommandLine;

namespace ServerlessReadiness.Cli.Commands;

/// <summary>Options that several plan commands take.</summary>
internal static class PlanOptions
{
    public static Option<bool> Yes() => new("--yes")
    {
        Description = "Do not ask, even when the event is under way.",
    };

    public static Option<bool> LowerFloors() => new("--lower-floors")
    {
        Description = "Let floors that are held now come down.",
    };

    public static Option<int?> ExpectVersion() => new("--expect-version")
    {
        Description = "Apply only if this version is in force (0: none yet).",
        HelpName = "N",
    };
}
