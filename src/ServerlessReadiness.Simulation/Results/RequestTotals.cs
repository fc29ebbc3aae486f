namespace ServerlessReadiness.Simulation.Results;

/// <summary>Requests counted over a time. Offered is the sum of the other three.</summary>
/// <param name="Served">Answered.</param>
/// <param name="Shed">Turned away on purpose, with an answer.</param>
/// <param name="Failed">Lost for want of capacity.</param>
public sealed record RequestTotals(long Served, long Shed, long Failed)
{
    public static readonly RequestTotals Zero = new(0, 0, 0);

    public long Offered => Served + Shed + Failed;
}
