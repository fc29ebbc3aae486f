namespace ServerlessReadiness.Application.Reports;

/// <summary>What one invocation of Reporter did.</summary>
/// <param name="Made">Reports that were made.</param>
/// <param name="Sent">Deliveries that were sent.</param>
/// <param name="Refused">Deliveries that were refused for good.</param>
/// <param name="Failures">Events or deliveries that failed and are tried again.</param>
public sealed record ReportsDone(int Made, int Sent, int Refused, int Failures)
{
    public ReportsDone Plus(ReportsDone other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Made + other.Made, Sent + other.Sent, Refused + other.Refused, Failures + other.Failures);
    }
}
