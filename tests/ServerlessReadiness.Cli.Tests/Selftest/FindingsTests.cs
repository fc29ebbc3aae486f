using ServerlessReadiness.Cli.Selftest;

namespace ServerlessReadiness.Cli.Tests.Selftest;

/// <summary>What a selftest's answer means to a script.</summary>
public sealed class FindingsTests
{
    private static readonly Uri Imitation = new("http://127.0.0.1:5000");

    [Fact]
    public void On_aws_what_was_seen_is_seen()
    {
        var findings = new Findings([Of(Outcome.Seen("so")), Untried()], null, IsStopped: false);
        Assert.Equal((1, 0, 1), Counts(findings));
        Assert.Equal(ExitCodes.Done, findings.ExitCode);
    }

    [Fact]
    public void An_imitation_proves_nothing_and_its_answers_are_still_told()
    {
        var findings = new Findings([Of(Outcome.Seen("so")), Untried()], Imitation, IsStopped: false);
        Assert.Equal((0, 0, 2), Counts(findings));
        Assert.Equal(1, findings.Answered(Verdict.Seen));
        Assert.Equal(ExitCodes.Done, findings.ExitCode);
    }

    [Fact]
    public void What_is_contradicted_is_a_no_wherever_it_was_tried()
    {
        var contradicted = Of(Outcome.Contradicted("otherwise"));
        Assert.Equal(ExitCodes.No, new Findings([contradicted], null, IsStopped: false).ExitCode);
        Assert.Equal(ExitCodes.No, new Findings([contradicted], Imitation, IsStopped: false).ExitCode);
    }

    [Fact]
    public void Trouble_is_a_failure_of_aws_but_none_of_an_imitation_that_lacks_the_call()
    {
        var trouble = Of(Outcome.Unverified("denied") with { IsTrouble = true });
        Assert.Equal(ExitCodes.Failure, new Findings([trouble], null, IsStopped: false).ExitCode);
        Assert.Equal(ExitCodes.Done, new Findings([trouble], Imitation, IsStopped: false).ExitCode);
    }

    [Fact]
    public void What_stays_behind_is_a_failure_also_when_the_belief_holds()
    {
        var left = Of(Outcome.Seen("so")) with { LeftBehind = ["could not put back group g: denied"] };
        Assert.Equal(ExitCodes.Failure, new Findings([left], Imitation, IsStopped: false).ExitCode);
    }

    private static (int Seen, int Contradicted, int Unverified) Counts(Findings findings) =>
        (findings.Count(Verdict.Seen), findings.Count(Verdict.Contradicted), findings.Count(Verdict.Unverified));

    private static Finding Of(Outcome outcome) =>
        new(new Belief("B3", "words"), BeliefTable.Find("B3"), outcome, TimeSpan.FromSeconds(1));

    private static Finding Untried() => new(new Belief("B7", "words"), null, Outcome.Unverified("no way"), null);
}
