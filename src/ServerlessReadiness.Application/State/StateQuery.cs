namespace ServerlessReadiness.Application.State;

/// <summary>Which documents of one partition to read, in the order of the sort key.</summary>
/// <param name="Pk">The partition.</param>
/// <param name="SkPrefix">What the sort key starts with; empty for the whole partition.</param>
/// <param name="After">Continue after this sort key: the <see cref="StatePage.Next"/> of the page before.</param>
/// <param name="PageSize">How many documents a page holds at most.</param>
/// <param name="Descending">Last first.</param>
public sealed record StateQuery(
    string Pk,
    string SkPrefix = "",
    string? After = null,
    int PageSize = StateQuery.PageSizeDefault,
    bool Descending = false)
{
    public const int PageSizeDefault = 200;
}
