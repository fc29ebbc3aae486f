using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Operators;

/// <summary>What is wrong with a command by itself is said, with what to do.</summary>
public sealed class CommandCheckTests
{
    private static readonly DateTimeOffset Now = Make.T0;
    private static readonly ComponentName Front = ComponentName.Parse("front");
    private static readonly RunId Issue = RunId.Parse("01ARZ3NDEKTSV4RRFFQ69G5FAV");

    public static TheoryData<string, OperatorRequest> Bad => new()
    {
        { "reason is empty", Ask(new OperatorCommand.PauseEvent()) with { Reason = " " } },
        { "reason has 501", Ask(new OperatorCommand.PauseEvent()) with { Reason = new string('x', 501) } },
        { "control characters", Ask(new OperatorCommand.PauseEvent()) with { Reason = "a\u001b[2J" } },
        { "still to come", Ask(new OperatorCommand.PauseEvent()) with { IssuedAt = Now.AddMinutes(3) } },
        { "before issuedAt", Ask(new OperatorCommand.PauseEvent()) with { NotAfter = Now.AddMinutes(-1) } },
        { "more than 24 hours", Ask(new OperatorCommand.PauseEvent()) with { NotAfter = Now.AddDays(2) } },
        { "phase is none", Ask(new OperatorCommand.SetPhase((Phase)17)) },
        { "no count of units", Ask(new OperatorCommand.SetFloor(Front, 0)) },
        { "is over", Ask(new OperatorCommand.HoldComponent(Front, Now)) },
        { "too far ahead", Ask(new OperatorCommand.HoldComponent(Front, Now.AddDays(31))) },
        { "summary is empty", Ask(new OperatorCommand.OpenIssue("")) },
        { "owner has 101", Ask(new OperatorCommand.OpenIssue("x", Owner: new string('o', 101))) },
        { "changes nothing", Ask(new OperatorCommand.UpdateIssue(Issue)) },
        { "planOfAction is empty", Ask(new OperatorCommand.UpdateIssue(Issue, PlanOfAction: " ")) },
        { "too far ahead", Ask(new OperatorCommand.AcknowledgeAlarm("cpu", Now.AddHours(25))) },
        { "alarm is empty", Ask(new OperatorCommand.AcknowledgeAlarm("")) },
        { "what is none", Ask(new OperatorCommand.Restore((RestoreKind)9)) },
        { "needs its component", Ask(new OperatorCommand.Restore(RestoreKind.All, Force: true)) },
        { "step is empty", Ask(new OperatorCommand.SkipStep(Issue, "")) },
        {
            "parameter byPercent is empty",
            Ask(new OperatorCommand.StartRun(
                RunbookName.Parse("grow"),
                Front,
                new Dictionary<string, string> { ["byPercent"] = "" }))
        },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void A_bad_command_is_invalid_and_says_why(string words, OperatorRequest request)
    {
        var problem = CommandCheck.ProblemOf(request, Now)!;
        Assert.Equal(RefusalKind.Invalid, problem.Kind);
        Assert.Contains(words, problem.Reason, StringComparison.Ordinal);
        Assert.NotEqual("", problem.Next);
    }

    [Theory]
    [InlineData("01ARZ3NDEKTSV4RRFFQ69G5FAV", true)]
    [InlineData("sns-0b0ecba2-6c2c-5e5c-9d6c-8b0ecba26c2c", true)]
    [InlineData("a:b.c_d-e", true)]
    [InlineData("", false)]
    [InlineData("-a", false)]
    [InlineData("a b", false)]
    [InlineData("a#b", false)]
    [InlineData("a\n", false)]
    public void An_id_is_a_short_word_that_is_safe_in_a_key(string text, bool isId) =>
        Assert.Equal(isId, CommandId.TryParse(text, out _));

    [Fact]
    public void An_id_has_64_characters_at_most()
    {
        Assert.True(CommandId.TryParse(new string('x', 64), out _));
        Assert.False(CommandId.TryParse(new string('x', 65), out _));
    }

    private static OperatorRequest Ask(OperatorCommand command) =>
        new(CommandId.Parse("c-1"), EventId.Parse("sale"), command, "because", Now, null);
}
