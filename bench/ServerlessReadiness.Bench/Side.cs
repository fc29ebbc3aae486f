namespace ServerlessReadiness.Bench;

/// <summary>One of the two functions that are compared.</summary>
internal sealed record Side(string Name, string Executable)
{
    public const string Table = "readiness-bench";

    /// <summary>What the function finds in its environment besides what Lambda sets.</summary>
    public static Dictionary<string, string> Environment(Uri endpoint) => new(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL"] = endpoint.GetLeftPart(UriPartial.Authority),
        ["READINESS_TABLE"] = Table,
        ["READINESS_ACCOUNT"] = BenchPlan.Account,
        ["READINESS_NOTIFICATIONS_TOPIC_ARN"] =
            $"arn:aws:sns:{BenchPlan.Region}:{BenchPlan.Account}:readiness-notifications",
        ["BENCH_EVENT"] = BenchPlan.Event.Value,
        ["BENCH_COMPONENT"] = "front",
    };
}
