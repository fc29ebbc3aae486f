using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Communication;

/// <summary>What an escalation is about, for those who are told.</summary>
/// <param name="Need">Whether it still waits for somebody.</param>
/// <param name="Why">In words, where it does not.</param>
/// <param name="What">What is wrong, or asked.</param>
/// <param name="PlanOfAction">What is being done; null where nothing was said.</param>
/// <param name="Component">On which component; null for the event as a whole.</param>
/// <param name="Until">When it is expected to be over, or must be answered; null for unknown.</param>
/// <param name="Commands">What to type to take it up.</param>
/// <param name="Scenarios">What it counts as.</param>
public sealed record EscalationSubject(
    EscalationNeed Need,
    string Why,
    string What,
    string? PlanOfAction,
    string? Component,
    DateTimeOffset? Until,
    EquatableList<string> Commands,
    EquatableList<string> Scenarios)
{
    public static EscalationSubject Of(Issue issue)
    {
        ArgumentNullException.ThrowIfNull(issue);
        var taken = issue.Owner;
        return new EscalationSubject(
            !issue.IsOpen ? EscalationNeed.Over : taken is not null ? EscalationNeed.TakenUp : EscalationNeed.Waits,
            issue.IsOpen ? $"{taken} sees to it" : "the issue is closed",
            issue.Summary,
            issue.PlanOfAction,
            issue.Component?.Value,
            issue.ExpectedBy,
            [
                $"readiness issue update {issue.Id} --event {issue.Event} --owner \"YOUR NAME\" --reason \"...\"",
                $"readiness issue close {issue.Id} --event {issue.Event} --reason \"...\"",
            ],
            [Communication.Scenarios.Of(issue.Kind)]);
    }

    public static EscalationSubject Of(CompiledPlan plan, Run run)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(run);
        var asking = run.IsOver ? null : run.Steps.FirstOrDefault(s => s.State == StepState.Asking);
        var name = asking?.Step.Name;
        return new EscalationSubject(
            asking is null ? EscalationNeed.Over : run.Request is null ? EscalationNeed.Waits : EscalationNeed.TakenUp,
            asking is null ? "the run does not ask any more" : "a person answered",
            asking?.Step.Approval?.Question ?? run.Reason,
            asking is null ? null : $"Runbook {run.Runbook}, step {name}, roles: "
                + string.Join(", ", asking.Step.Approval?.Roles ?? []),
            run.Component.Value,
            asking?.Approval?.ExpiresAt,
            [
                $"readiness approve {run.Id} --event {run.Event} --step {name} --reason \"...\"",
                $"readiness reject {run.Id} --event {run.Event} --step {name} --reason \"...\"",
            ],
            Communication.Scenarios.Of(plan, run.Runbook));
    }
}
