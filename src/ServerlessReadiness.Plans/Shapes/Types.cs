namespace ServerlessReadiness.Plans.Shapes;

/// <summary>Short words for the types that shapes use most.</summary>
internal static class Types
{
    public static KeyType Text { get; } = new KeyType.Text();

    public static KeyType Whole { get; } = new KeyType.Whole();

    public static KeyType Number { get; } = new KeyType.Number();

    public static KeyType Factor { get; } = new KeyType.Factor();

    public static KeyType Percent { get; } = new KeyType.Percent();

    public static KeyType Duration { get; } = new KeyType.Duration();

    public static KeyType Instant { get; } = new KeyType.Instant();

    public static KeyType Flag { get; } = new KeyType.Flag();

    public static KeyType TextList { get; } = ListOf(Text);

    public static KeyType ListOf(KeyType item) => new KeyType.ListOf(item);

    public static KeyType MapOf(KeyType value) => new KeyType.MapOf(value);
}
