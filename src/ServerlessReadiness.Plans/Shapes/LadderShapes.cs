using static ServerlessReadiness.Plans.Shapes.Types;

namespace ServerlessReadiness.Plans.Shapes;

/// <summary>Shed ladders and contingencies of the plan's YAML.</summary>
internal static class LadderShapes
{
    public static readonly Shape Level = new("level", "One level of a shed ladder.",
    [
        new("name", Text, "What people call it.", "fewer features") { IsRequired = true },
        new("steps", ListOf(new KeyType.Of(ResponseShapes.Step)),
            "What is shed to climb to it, written as a runbook's steps; coming down takes it back in reverse order.",
            "…") { IsRequired = true },
    ]);

    public static readonly Shape Ladder = new("ladder", "How a component sheds load: up on pressure, down by itself.",
    [
        new("levels", ListOf(new KeyType.Of(Level)), "Mildest first.", "…") { IsRequired = true },
        new("offered", Text, "The metric that counts the requests that were served and shed.", "requests")
            { IsRequired = true },
        new("fits", Percent, "Offered demand fits below this share of what is in service.", "70%", "75%")
            { Compiled = "fitsPercent" },
        new("soakUp", Duration, "At least this long on a level before the next is climbed.", "3m", "3m"),
        new("soakDown", Duration, "Demand has to fit this long before a level is left.", "10m", "10m"),
        new("expiresAfter", Duration, "A level is decided anew after this long; that alone takes nothing back.",
            "30m", "30m"),
    ]);

    public static readonly Shape Contingency = new("contingency", "What is done when a scenario comes true.",
    [
        new("scenario", Text, "What has happened, in a sentence.", "The home region is lost") { IsRequired = true },
        new("component", Text, "On which component the runbook is run.", "shop-name") { IsRequired = true },
        new("run", Text, "The runbook.", "shift-region") { IsRequired = true, Compiled = "runbook" },
        new("back", Text, "The runbook that goes back after a drill.", "shift-back",
            "the steps are taken back in reverse order"),
        new("rto", Duration, "From the fault until service is back, at most.", "10m")
            { IsRequired = true, Compiled = "recoveryTime" },
        new("fault", Text, "How the rehearsal makes it come true.", "region-loss", "the runbook alone is rehearsed"),
    ]);
}
