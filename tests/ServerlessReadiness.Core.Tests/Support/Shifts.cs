using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Tests.Support;

/// <summary>How shifts of traffic are played and judged.</summary>
internal static class Shifts
{
    /// <summary>Longer than any shift of these tests takes.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromHours(3);

    /// <summary>The step is refused with these words and nothing was changed.</summary>
    public static void Refused(string words, DnsPlayer player) => Ends(StepState.Refused, words, player);

    /// <summary>The step failed with these words and nothing was changed.</summary>
    public static void Failed(string words, DnsPlayer player) => Ends(StepState.Failed, words, player);

    /// <summary>The shares after each batch.</summary>
    public static IEnumerable<string> Stages(DnsPlayer player) =>
        player.History.Select(h => string.Join(", ", h.Records));

    private static void Ends(StepState state, string words, DnsPlayer player)
    {
        player.Play(Long);
        Assert.Equal(state, player.Step.State);
        Assert.Contains(words, player.Step.Reason, StringComparison.Ordinal);
        Assert.Empty(player.Changes);
    }
}
