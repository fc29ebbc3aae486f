using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>Connections that the units of all callers open, against what the database takes.</summary>
internal static class DatabaseRows
{
    public static IEnumerable<LimitRow> Of(CompiledPlan plan, LimitFacts facts) =>
        facts.Databases.Items.Select(d => Row(plan, d));

    private static LimitRow Row(CompiledPlan plan, DatabaseUse database)
    {
        var callers = plan.Components.Where(c => c.DependsOn.Any(d => d.Component == database.Component)).ToList();
        var silent = callers.Where(c => c.Model?.ConnectionsPerUnit is null).Select(c => c.Name.Value).ToList();
        var limit = database.MaxConnections is { } text ? ConnectionLimit.Of(text, database.MemoryBytes) : null;
        var isFormula = database.MaxConnections?.Contains("Memory", StringComparison.Ordinal) == true;
        var unknown = database.MaxConnections is null ? "the parameter group has no max_connections"
            : limit is null ? $"max_connections is {database.MaxConnections}, and the class's memory is not known"
            : callers.Count == 0 ? "no component of the plan depends on it, so nobody knows who connects"
            : silent.Count > 0
                ? $"the plan does not state how many connections a unit opens: add model.connections to "
                + string.Join(", ", silent)
            : null;
        return new LimitRow(
            "connections of the database",
            $"{database.Resource.Label} in {database.Resource.Region} of {database.Resource.Account}",
            limit,
            database.Connections,
            unknown is null ? callers.Sum(c => (decimal)Units(c, PlannedUnits.AtPeak(plan, c))) : null,
            unknown is null ? callers.Sum(c => (decimal)Units(c, c.Ceiling)) : null,
            $"max_connections {database.MaxConnections ?? "not set"}"
                + (isFormula ? ", which is somewhat less for what RDS itself needs" : "")
                + $"; {string.Join(", ", callers.Select(c => c.Name.Value))} × model.connections",
            "use smaller pools or RDS Proxy, a larger class, or set max_connections")
        {
            Unknown = unknown,
        };
    }

    /// <summary>A replacement has its pool too.</summary>
    private static int Units(Component caller, int units) =>
        (units + (caller.Resource is Resource.AutoScalingGroup ? 1 : 0)) * caller.Model!.ConnectionsPerUnit!.Value;
}
