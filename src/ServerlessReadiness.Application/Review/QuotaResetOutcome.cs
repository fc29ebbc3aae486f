using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Application.Review;

/// <summary>What came of marking a quota as reset.</summary>
public abstract record QuotaResetOutcome
{
    private QuotaResetOutcome()
    {
    }

    /// <summary>It is marked; or it was before, which is no trouble.</summary>
    public sealed record Done(QuotaRequestRecord Record, bool WasBefore) : QuotaResetOutcome;

    /// <summary>None of the event's requests, or several, are called so.</summary>
    public sealed record Unclear(EquatableList<string> Names) : QuotaResetOutcome;

    /// <summary>The event still needs it.</summary>
    public sealed record TooEarly(string Phase) : QuotaResetOutcome;
}
