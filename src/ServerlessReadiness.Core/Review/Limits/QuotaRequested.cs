namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>What became of a request.</summary>
/// <param name="RequestId">The request's id at Service Quotas.</param>
/// <param name="CaseId">The support case; null while there is none.</param>
/// <param name="Status">Its status there, such as PENDING or CASE_OPENED.</param>
/// <param name="Desired">What is asked for: less than ours, when an earlier request was open already.</param>
/// <param name="WasOpen">Whether an earlier request was open, so that none was filed.</param>
public sealed record QuotaRequested(string RequestId, string? CaseId, string Status, decimal Desired, bool WasOpen);
