namespace ServerlessReadiness.Bench;

/// <summary>Where and when, without which no time means anything.</summary>
internal sealed record MachineFacts(
    DateTimeOffset At,
    string Processor,
    int Cores,
    string LoadBefore,
    string LoadAfter,
    int Starts,
    int WarmPerStart);
