namespace ServerlessReadiness.Core.Review.LeadTimes;

/// <summary>What has been done already, as far as it is known.</summary>
/// <param name="Levers">Levers with the things that they were pulled on, as <see cref="LeverStart.Thing"/> names them.
/// </param>
public sealed record LeversDone(EquatableList<(Lever Lever, string Thing)> Levers)
{
    public static readonly LeversDone None = new([]);

    public bool Has(Lever lever, string thing) => Levers.Contains((lever, thing));
}
