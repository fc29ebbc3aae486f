namespace ServerlessReadiness.Core.Plans.Runbooks;


/// <summary>Who must agree before a step begins.</summary>
/// <param name="Roles">Names of the plan's roles; one of any of them is enough.</param>
/// <param name="ExpiresAfter">How long they are waited for.</param>
/// <param name="OnExpiry">What silence means.</param>
/// <param name="Question">What they are asked.</param>
public sealed record ApprovalTerms(
    EquatableList<string> Roles,
    TimeSpan ExpiresAfter,
    ApprovalDefault OnExpiry,
    string Question);
