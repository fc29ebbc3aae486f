namespace ServerlessReadiness.Cli.Rehearsal.Page;

/// <summary>Text that is HTML already, and goes into the page as it is.</summary>
internal readonly record struct Markup(string Html)
{
    public static readonly Markup None = new("");
}
