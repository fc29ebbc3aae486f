namespace ServerlessReadiness.Core.Documents;

/// <summary>Text that is HTML already, and goes into the page as it is.</summary>
public readonly record struct Markup(string Html)
{
    public static readonly Markup None = new("");
}
