namespace ServerlessReadiness.Cli.Rehearsal.Page;

/// <summary>One line of a chart.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Style">The class that gives colour and dash.</param>
/// <param name="Values">One for each bucket of the axis; NaN where there is none.</param>
/// <param name="IsStep">Whether a value stays until the next one, as bounds do.</param>
/// <param name="IsFilled">Whether the area under it is filled.</param>
internal sealed record ChartLine(
    string Name,
    string Style,
    double[] Values,
    bool IsStep = false,
    bool IsFilled = false);
