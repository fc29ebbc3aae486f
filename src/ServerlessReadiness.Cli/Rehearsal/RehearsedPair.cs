using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>The same weather played twice: with our functions, and for the account alone.</summary>
internal sealed record RehearsedPair(
    CompiledPlan Plan,
    RehearsalOptions Options,
    RehearsedWorld With,
    RehearsedWorld Without,
    SeedSeries? Seeds)
{
    /// <summary>The plan holds in the world that is shown, and in enough of the others.</summary>
    public bool Holds => With.Holds && Seeds is not { Holds: false };
}
