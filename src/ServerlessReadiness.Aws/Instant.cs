namespace ServerlessReadiness.Aws;

/// <summary>The SDK's times as instants.</summary>
internal static class Instant
{
    /// <summary>A time without a kind is UTC: no AWS service speaks local time.</summary>
    public static DateTimeOffset? Of(DateTime? time) => time switch
    {
        null => null,
        { Kind: DateTimeKind.Local } local => new DateTimeOffset(local.ToUniversalTime()),
        { } utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
    };
}
