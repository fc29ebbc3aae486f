namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>A quota as an account has it in a region, and how much of it is used now.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">A region code.</param>
/// <param name="Key">Which.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Value">What is allowed.</param>
/// <param name="IsApplied">Whether that is the account's own value; otherwise none is applied and it is the default.
/// </param>
/// <param name="IsAdjustable">Whether an increase can be requested.</param>
/// <param name="Used">The present use; null when it is not measurable.</param>
/// <param name="UsedFrom">Where the use is from, or why there is none.</param>
public sealed record QuotaUse(
    string Account,
    string Region,
    QuotaKey Key,
    string Name,
    decimal Value,
    bool IsApplied,
    bool IsAdjustable,
    decimal? Used,
    string UsedFrom)
{
    /// <summary>Its code there; the key has none when it was found by its name.</summary>
    public string Code { get; init; } = Key.Code;
}
