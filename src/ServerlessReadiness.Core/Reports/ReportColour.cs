namespace ServerlessReadiness.Core.Reports;

/// <summary>How the event stands, for people who read one word.</summary>
public enum ReportColour
{
    /// <summary>Normal.</summary>
    Green = 0,

    /// <summary>There is a problem.</summary>
    Yellow = 1,

    /// <summary>There is a major problem.</summary>
    Red = 2,
}
