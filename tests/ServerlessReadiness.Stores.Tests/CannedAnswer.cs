namespace ServerlessReadiness.Stores.Tests;

/// <summary>One answer of a <see cref="CannedDynamoDb"/>.</summary>
internal sealed record CannedAnswer(int Status, string Json, TimeSpan Delay = default)
{
    public static readonly CannedAnswer Empty = new(200, "{}");

    /// <summary>An answer that comes after every patience has ended.</summary>
    public static readonly CannedAnswer Late = Empty with { Delay = TimeSpan.FromSeconds(30) };

    /// <summary>An error as DynamoDB words it; <paramref name="more"/> is further JSON, after a comma.</summary>
    public static CannedAnswer Error(string code, string message = "because", int status = 400, string more = "") =>
        new(status, $$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{code}}","Message":"{{message}}"{{more}}}""");

    /// <summary>A cancelled transaction with a reason for each of its writes.</summary>
    public static CannedAnswer Cancelled(params string[] reasons) => Error(
        "TransactionCanceledException",
        $"Transaction cancelled, please refer cancellation reasons for specific reasons [{string.Join(", ", reasons)}]",
        more: $""","CancellationReasons":[{string.Join(',', reasons.Select(code => $"{{\"Code\":\"{code}\"}}"))}]""");
}
