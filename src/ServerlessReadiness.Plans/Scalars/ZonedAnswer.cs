namespace ServerlessReadiness.Plans.Scalars;

/// <summary>What an instant's text means.</summary>
internal abstract record ZonedAnswer
{
    private ZonedAnswer()
    {
    }

    /// <summary>Exactly this, in UTC or with the offset it was found under.</summary>
    public sealed record At(DateTimeOffset Instant) : ZonedAnswer;

    public sealed record Wrong(string Cause, string Next) : ZonedAnswer;
}
