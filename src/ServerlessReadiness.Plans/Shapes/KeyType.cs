namespace ServerlessReadiness.Plans.Shapes;

/// <summary>What may stand behind a key.</summary>
internal abstract record KeyType
{
    private KeyType()
    {
    }

    /// <summary>Free text, or text of a form that <paramref name="Pattern"/> gives.</summary>
    public sealed record Text(string? Pattern = null) : KeyType;

    public sealed record Whole : KeyType;

    public sealed record Number : KeyType;

    /// <summary><c>8x</c> or <c>8</c>.</summary>
    public sealed record Factor : KeyType;

    /// <summary><c>75%</c> or <c>75</c>.</summary>
    public sealed record Percent : KeyType;

    /// <summary><c>2h30m</c>.</summary>
    public sealed record Duration : KeyType;

    /// <summary><c>2026-11-27T09:00</c> in the event's zone, with an offset, or <c>live - 2h</c>.</summary>
    public sealed record Instant : KeyType;

    public sealed record Flag : KeyType;

    /// <summary>One of these words.</summary>
    public sealed record Choice(IReadOnlyList<string> Words) : KeyType;

    /// <summary>A mapping whose keys are known.</summary>
    public sealed record Of(Shape Shape) : KeyType;

    /// <summary>A mapping whose keys are names that the plan gives.</summary>
    public sealed record MapOf(KeyType Value) : KeyType;

    public sealed record ListOf(KeyType Item) : KeyType;

    /// <summary>One of several forms, the plainest first.</summary>
    public sealed record Either(IReadOnlyList<KeyType> Forms) : KeyType;
}
