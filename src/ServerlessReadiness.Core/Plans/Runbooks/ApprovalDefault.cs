namespace ServerlessReadiness.Core.Plans.Runbooks;


/// <summary>What it means that nobody answered in time.</summary>
public enum ApprovalDefault
{
    /// <summary>No. The zero value, so that a missing one never approves.</summary>
    Reject = 0,
    Approve = 1,
}
