namespace ServerlessReadiness.Core.Plans;

/// <summary>Where everyone meets during the event.</summary>
/// <param name="Bridge">The number or the name of the call; null for none.</param>
/// <param name="Link">A link to it; null for none.</param>
public sealed record WarRoom(string? Bridge, string? Link)
{
    public static readonly WarRoom None = new(null, null);
}
