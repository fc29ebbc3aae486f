using ServerlessReadiness.Core.Actions;

namespace ServerlessReadiness.Core.Tests.Support;

/// <summary>Short forms for what most tests end with.</summary>
internal static class Expect
{
    /// <summary>The move is of this kind and its reason says this.</summary>
    public static void Says<TMove>(string words, ActionMove? move)
        where TMove : ActionMove =>
        Assert.Contains(words, Assert.IsType<TMove>(move).Reason, StringComparison.Ordinal);
}
