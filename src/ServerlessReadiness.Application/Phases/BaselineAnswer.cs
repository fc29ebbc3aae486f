using ServerlessReadiness.Core.Phases;

namespace ServerlessReadiness.Application.Phases;

/// <summary>What came of measuring a window.</summary>
public abstract record BaselineAnswer
{
    private BaselineAnswer()
    {
    }

    /// <summary>It is stored.</summary>
    public sealed record Captured(MetricBaseline Baseline) : BaselineAnswer;

    /// <summary>Nothing was stored; the reason says what to do.</summary>
    public sealed record Refused(string Reason) : BaselineAnswer;
}
