using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What a plan's runbooks must fulfil.</summary>
internal static class RunbookCheck
{
    /// <summary>Runs of this name are calls to people; a plan's own would be taken for one.</summary>
    private const string CallsPeople = "page";

    private const int PercentMax = 1000;
    private const int RestorePercentMax = 10;
    private const int SecurityGroupPrefixLength = 3;
    private static readonly TimeSpan PauseMax = TimeSpan.FromDays(7);

    public static IEnumerable<PlanProblem> Check(CompiledPlan plan) =>
    [
        .. plan.Runbooks.SelectMany((runbook, i) => Steps(plan, runbook, $"runbooks[{i}].steps")),
        .. plan.Runbooks.SelectMany((runbook, i) => ParameterCheck.Check(runbook, $"runbooks[{i}]")),
        .. PlanCheck.Duplicates(plan.Runbooks, "runbooks", "name", r => r.Name.Value),
        .. plan.Runbooks.Select((runbook, i) => (runbook, i)).Where(r => r.runbook.Name.Value == CallsPeople)
            .Select(r => new PlanProblem(
                $"runbooks[{r.i}].name",
                $"runs of \"{CallsPeople}\" are those that call people",
                "choose another name, such as show-page")),
    ];

    private static IEnumerable<PlanProblem> Steps(CompiledPlan plan, Runbook runbook, string path)
    {
        if (runbook.Steps.Count == 0)
        {
            return [new(path, $"runbook {runbook.Name} has no steps", "give it at least one step")];
        }

        return
        [
            .. runbook.Steps.SelectMany((step, s) => Step(step, $"{path}[{s}]")),
            .. runbook.Steps.SelectMany((step, s) => StepCheck.Check(plan, runbook, s, $"{path}[{s}]")),
            .. PlanCheck.Duplicates(runbook.Steps, path, "name", s => s.Name),
        ];
    }

    internal static IEnumerable<PlanProblem> Step(RunbookStep step, string path)
    {
        if (string.IsNullOrWhiteSpace(step.Name))
        {
            yield return new($"{path}.name", "the step has no name", "name it, so that the journal can");
        }

        if (step.Timeout <= TimeSpan.Zero)
        {
            yield return new($"{path}.timeout", $"{step.Timeout} is no time to work in", "use a positive duration");
        }

        // A parameter stands in until the runbook is started; its value is checked then.
        var bound = step.Bindings
            .Where(b => RunbookBinding.PathOf(step.Do, b.Field) is not null)
            .Select(b => $"{path}.do.{RunbookBinding.PathOf(step.Do, b.Field)}")
            .ToList();
        foreach (var problem in Action(step.Do, $"{path}.do").Where(p => !bound.Exists(b => IsWithin(p.Path, b))))
        {
            yield return problem;
        }
    }

    /// <summary>What is wrong with an action's own numbers and words.</summary>
    public static IEnumerable<PlanProblem> Action(StepAction action, string path) =>
        action switch
        {
            StepAction.CapacityRaise raise => Raise(raise, path),
            StepAction.CapacityFloor { Floor: < 1 } floor =>
                [new($"{path}.floor", $"a floor of {floor.Floor} holds nothing", "use 1 or more")],
            StepAction.CapacityRestore restore => Restore(restore, path),
            StepAction.CapacityArm arm => Armed(arm, path),
            StepAction.Notify notify => Message(notify, path),
            StepAction.Pause pause when pause.For <= TimeSpan.Zero || pause.For > PauseMax =>
                [new($"{path}.for", $"{pause.For} is no time to wait", "use more than 0 and at most 7d")],
            StepAction.InstanceQuarantine { SecurityGroupId: { } id } when !IsSecurityGroup(id) =>
                [new(
                    $"{path}.securityGroupId",
                    $"\"{id}\" is no security group's id",
                    "use sg- and its digits, or leave it out")],
            StepAction.DnsShift or StepAction.DnsRestore or StepAction.CapacityRelease => DnsCheck.Of(action, path),
            _ => SheddingCheck.Of(action, path),
        };

    private static bool IsWithin(string path, string of) =>
        path == of || path.StartsWith($"{of}[", StringComparison.Ordinal)
        || path.StartsWith($"{of}.", StringComparison.Ordinal);

    private static IEnumerable<PlanProblem> Raise(StepAction.CapacityRaise raise, string path)
    {
        if (raise is { By: null, ByPercent: null } or { By: not null, ByPercent: not null })
        {
            yield return new(
                path,
                raise.By is null
                    ? "neither by nor byPercent says how much to raise"
                    : "both by and byPercent are given",
                "give exactly one of the two");
        }

        if (raise.By is < 1)
        {
            yield return new($"{path}.by", $"{raise.By} raises nothing", "use 1 or more");
        }

        if (raise.ByPercent is < 1 or > PercentMax)
        {
            yield return new($"{path}.byPercent", $"{raise.ByPercent} is out of range", $"use 1 to {PercentMax}");
        }
    }

    private static IEnumerable<PlanProblem> Restore(StepAction.CapacityRestore restore, string path)
    {
        if (restore.StepPercent is < 1 or > RestorePercentMax)
        {
            yield return new(
                $"{path}.stepPercent",
                $"steps of {restore.StepPercent} % cannot be watched",
                $"use 1 to {RestorePercentMax}");
        }

        if (restore.StepEvery <= TimeSpan.Zero)
        {
            yield return new($"{path}.stepEvery", $"{restore.StepEvery} is no time to watch", "use more than 0");
        }

        if (restore.Forced is not null && string.IsNullOrWhiteSpace(restore.Forced))
        {
            yield return new($"{path}.forced", "the reason to force it is empty", "say why, or leave it out");
        }
    }

    private static IEnumerable<PlanProblem> Armed(StepAction.CapacityArm arm, string path)
    {
        for (var i = 0; i < arm.Floors.Count; i++)
        {
            var floor = arm.Floors[i];
            if (!floor.Name.StartsWith(ArmedFloor.Prefix, StringComparison.Ordinal))
            {
                yield return new(
                    $"{path}.floors[{i}].name",
                    $"\"{floor.Name}\" does not show that it is ours",
                    $"let it start with {ArmedFloor.Prefix}");
            }

            if (floor.Minimum < 1 || floor.Maximum < floor.Minimum)
            {
                yield return new(
                    $"{path}.floors[{i}].minimum",
                    $"{floor} holds nothing, or more than its maximum",
                    "use 1 or more, and at most the maximum");
            }
        }
    }

    private static IEnumerable<PlanProblem> Message(StepAction.Notify notify, string path)
    {
        if (string.IsNullOrWhiteSpace(notify.Subject))
        {
            yield return new($"{path}.subject", "the subject is empty", "say in a few words what happened");
        }

        if (notify.Subject.Length > NotifyRules.SubjectCharactersMax)
        {
            yield return new(
                $"{path}.subject",
                $"the subject has {notify.Subject.Length} characters",
                $"use at most {NotifyRules.SubjectCharactersMax}, as SNS demands");
        }

        if (notify.Subject.Any(c => !char.IsAscii(c) || char.IsControl(c)))
        {
            yield return new(
                $"{path}.subject",
                "the subject has characters other than printable ASCII",
                "use printable ASCII, as SNS demands; the text may be in any language");
        }

        if (string.IsNullOrWhiteSpace(notify.Text))
        {
            yield return new($"{path}.text", "the text is empty", "say what happened and what to do");
        }
    }

    private static bool IsSecurityGroup(string id) =>
        id.StartsWith("sg-", StringComparison.Ordinal) && id.Length > SecurityGroupPrefixLength
            && id[SecurityGroupPrefixLength..].All(char.IsAsciiHexDigitLower);
}
