namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>An increase that the event needs.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">A region code.</param>
/// <param name="Key">The quota, with its code.</param>
/// <param name="Name">Its name, for people.</param>
/// <param name="Before">What is allowed now; what it is reset to after the event.</param>
/// <param name="Desired">What is asked for.</param>
public sealed record QuotaRequest(
    string Account,
    string Region,
    QuotaKey Key,
    string Name,
    decimal Before,
    decimal Desired);
