namespace ServerlessReadiness.Core.Plans.Traffic;


/// <summary>
/// How a component sheds load: reduce features, limit rate, shift a share, partial page, full page. Up on pressure,
/// down one level at a time.
/// </summary>
/// <param name="Component">The component under pressure.</param>
/// <param name="Levels">At least one, mildest first.</param>
/// <param name="SoakUp">At least this long on a level before the next is climbed.</param>
/// <param name="SoakDown">Offered demand must fit this long before a level is left.</param>
/// <param name="FitsPercent">Offered demand fits below this share of ready capacity, 1 to 99.</param>
/// <param name="ExpiresAfter">A level is decided anew after this long.</param>
/// <param name="Offered">The plan's metric that counts served and shed requests.</param>
public sealed record ShedLadder(
    ComponentName Component,
    EquatableList<ShedLevel> Levels,
    TimeSpan SoakUp,
    TimeSpan SoakDown,
    int FitsPercent,
    TimeSpan ExpiresAfter,
    string Offered);
