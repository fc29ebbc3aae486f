namespace ServerlessReadiness.Simulation.Faults;

/// <summary>How often things go wrong by themselves; chances are per million.</summary>
internal sealed record Rates
{
    public static readonly Rates Fair = new();

    public static readonly Rates Usual = new()
    {
        Throttled = 500,
        UnavailableBefore = 200,
        UnavailableAfter = 300,
        Crash = 20,
        CrashWhileWaiting = 100,
        SlowCall = 200,
        StoreConflict = 1_000,
        StoreUnavailable = 50,
        StoreIndexBehind = 20_000,
        MessageRepeated = 10_000,
        MessageLate = 10_000,
        MessageLostThenRedelivered = 2_000,
        MessageLateMsMax = 45_000,
        BeatLost = 1_000,
        BeatRepeated = 2_000,
        SkewMsMax = 50,
        BootJitterPercent = 20,
        TrafficNoisePerThousand = 20,
    };

    public static readonly Rates Storm = new()
    {
        Throttled = 20_000,
        UnavailableBefore = 8_000,
        UnavailableAfter = 12_000,
        Crash = 2_000,
        CrashWhileWaiting = 30_000,
        SlowCall = 5_000,
        StoreConflict = 20_000,
        StoreUnavailable = 1_000,
        StoreIndexBehind = 100_000,
        MessageRepeated = 200_000,
        MessageLate = 150_000,
        MessageLostThenRedelivered = 60_000,
        MessageLateMsMax = 600_000,
        BeatLost = 30_000,
        BeatRepeated = 60_000,
        SkewMsMax = 2_000,
        BootJitterPercent = 50,
        TrafficNoisePerThousand = 60,
        LeaseStolen = 20_000,
        VeryLate = 2_000,
        OperatorStrikes = 4_000,
        AutomationFails = 150_000,
        AutomationHangs = 50_000,
    };

    public int Throttled { get; init; }

    public int UnavailableBefore { get; init; }

    /// <summary>An effect that happens although its caller hears of a failure.</summary>
    public int UnavailableAfter { get; init; }

    /// <summary>The process dies at a call: before it, or after it with its answer lost.</summary>
    public int Crash { get; init; }

    /// <summary>Of an invocation: the process dies at some instant within its first two minutes.</summary>
    public int CrashWhileWaiting { get; init; }

    /// <summary>A call that takes longer than its caller waits; an effect may still happen.</summary>
    public int SlowCall { get; init; }

    /// <summary>An effect that happens after its sender's lease is over.</summary>
    public int VeryLate { get; init; }

    /// <summary>Of an announced effect: a person's command comes between it and the effect.</summary>
    public int OperatorStrikes { get; init; }

    public int StoreConflict { get; init; }

    public int StoreUnavailable { get; init; }

    public int StoreIndexBehind { get; init; }

    public int MessageRepeated { get; init; }

    public int MessageLate { get; init; }

    public int MessageLostThenRedelivered { get; init; }

    public int MessageLateMsMax { get; init; }

    public int BeatLost { get; init; }

    public int BeatRepeated { get; init; }

    public int SkewMsMax { get; init; }

    public int BootJitterPercent { get; init; }

    public int TrafficNoisePerThousand { get; init; }

    /// <summary>Of a minute: a resource's lease is taken by someone who does nothing with it.</summary>
    public int LeaseStolen { get; init; }

    /// <summary>Of a document or function of the user's: it ends with an error.</summary>
    public int AutomationFails { get; init; }

    /// <summary>It never ends.</summary>
    public int AutomationHangs { get; init; }

    public static Rates Of(Weather weather) => weather switch
    {
        Weather.Fair => Fair,
        Weather.Usual => Usual,
        Weather.Storm => Storm,
        _ => throw new ArgumentOutOfRangeException(nameof(weather), weather, "Unknown weather."),
    };
}
