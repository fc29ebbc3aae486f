namespace ServerlessReadiness.Core.Runbooks;


/// <summary>A step's question to people, and its answer.</summary>
/// <param name="AskedAt">When they were asked.</param>
/// <param name="ExpiresAt">Until when they may answer.</param>
public sealed record Approval(DateTimeOffset AskedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>Whether it was approved; null while nobody has answered.</summary>
    public bool? Granted { get; init; }

    /// <summary>Who answered; null for nobody or the default after expiry.</summary>
    public string? By { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }
}
