namespace ServerlessReadiness.Bench;

/// <summary>What one process was measured at; times in milliseconds.</summary>
/// <param name="Init">Process start to the first poll of the Runtime API.</param>
/// <param name="First">The first alarm.</param>
/// <param name="Warm">Each warm alarm that acts.</param>
/// <param name="WarmCpu">CPU time of one warm alarm that acts, on average.</param>
/// <param name="Duplicate">Each duplicate, which does nothing but say so.</param>
/// <param name="DuplicateCpu">CPU time of one duplicate, on average.</param>
/// <param name="PeakMebibytes">Peak resident memory.</param>
internal sealed record ProcessFigures(
    double Init,
    double First,
    IReadOnlyList<double> Warm,
    double WarmCpu,
    IReadOnlyList<double> Duplicate,
    double DuplicateCpu,
    double PeakMebibytes);
