namespace ServerlessReadiness.Core.PostMortems;

/// <summary>What one service cost.</summary>
/// <param name="Service">As the bill names it.</param>
/// <param name="Amount">Unblended, that is as it was charged on these days.</param>
/// <param name="Currency">Such as USD.</param>
public sealed record BillLine(string Service, decimal Amount, string Currency);
