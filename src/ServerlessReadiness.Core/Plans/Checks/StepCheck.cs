using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What a step must fulfil beside its action: the names in it, its conditions, tries, people and parameters.</summary>
internal static class StepCheck
{
    private const int RetriesMax = 10;
    private static readonly TimeSpan RetryAfterMax = TimeSpan.FromDays(1);
    private static readonly TimeSpan AskMax = TimeSpan.FromDays(7);

    public static IEnumerable<PlanProblem> Check(CompiledPlan plan, Runbook runbook, int index, string path)
    {
        var step = runbook.Steps[index];
        return
        [
            .. Component(plan, step, path),
            .. DnsCheck.Step(plan, step, path),
            .. step.When.SelectMany((c, i) => Condition(plan, c, $"{path}.when[{i}]")),
            .. step.Verify.SelectMany((c, i) => Condition(plan, c, $"{path}.verify[{i}]")),
            .. Tries(step, path),
            .. Time(step, path),
            .. step.Approval is { } terms ? Asks(plan, terms, $"{path}.approval") : [],
            .. Instead(runbook, index, path),
            .. Bindings(runbook, step, path),
        ];
    }

    private static IEnumerable<PlanProblem> Component(CompiledPlan plan, RunbookStep step, string path)
    {
        if (step.On is not { } name)
        {
            yield break;
        }

        if (plan.FindComponent(name) is not { } component)
        {
            yield return new(
                $"{path}.on",
                $"there is no component \"{name}\"",
                $"use one of {string.Join(", ", plan.Components.Select(c => c.Name))}");
        }
        else if (!ActionCatalog.Suits(step.Do, component.Resource))
        {
            yield return new(
                $"{path}.on",
                $"{ActionCatalog.For(step.Do).Name} is not possible on {component.Resource.Label} of component {name}",
                "choose another action or component");
        }
    }

    private static IEnumerable<PlanProblem> Condition(CompiledPlan plan, StepCondition condition, string path)
    {
        switch (condition)
        {
            case StepCondition.AlarmIs { Alarm: var alarm } when string.IsNullOrWhiteSpace(alarm)
                || alarm.Contains('*', StringComparison.Ordinal):
                yield return new(path, $"\"{alarm}\" names no one alarm", "give the alarm's exact name");
                break;
            case StepCondition.MetricIs { Above: null, Below: null } or StepCondition.MetricIs { Above: not null, Below: not null }:
                yield return new(path, "not exactly one of above and below is given", "give one of the two");
                break;
            case StepCondition.MetricIs { Metric: var metric } when plan.Metrics.All(m => m.Name != metric):
                yield return new(
                    path,
                    $"there is no metric \"{metric}\" in the plan",
                    plan.Metrics.Count == 0
                        ? "add it to metrics"
                        : $"use one of {string.Join(", ", plan.Metrics.Select(m => m.Name))}, or add it to metrics");
                break;
            default:
                break;
        }
    }

    private static IEnumerable<PlanProblem> Tries(RunbookStep step, string path)
    {
        if (step.Retries is < 0 or > RetriesMax)
        {
            yield return new($"{path}.retries", $"{step.Retries} is out of range", $"use 0 to {RetriesMax}");
        }

        if (step.RetryAfter < TimeSpan.Zero || step.RetryAfter > RetryAfterMax)
        {
            yield return new($"{path}.retryAfter", $"{step.RetryAfter} is out of range", "use 0s to 1d");
        }
    }

    private static IEnumerable<PlanProblem> Time(RunbookStep step, string path)
    {
        if (step.Do is StepAction.Pause pause && step.Timeout <= pause.For)
        {
            yield return new(
                $"{path}.timeout", $"the step would time out while it waits for {pause.For}", "give it more, or leave it out");
        }

        if (step is { Do: StepAction.Check, Verify.Count: 0 })
        {
            yield return new($"{path}.verify", "a check without verification checks nothing", "say what has to hold");
        }
    }

    private static IEnumerable<PlanProblem> Asks(CompiledPlan plan, ApprovalTerms terms, string path)
    {
        if (terms.Roles.Count == 0)
        {
            yield return new($"{path}.roles", "nobody may answer", "name at least one role of the plan");
        }

        foreach (var role in terms.Roles.Where(r => plan.Roles.All(known => known.Name != r)))
        {
            yield return new(
                $"{path}.roles",
                $"there is no role \"{role}\"",
                plan.Roles.Count == 0
                    ? "add it to roles, with who has it"
                    : $"use one of {string.Join(", ", plan.Roles.Select(r => r.Name))}, or add it to roles");
        }

        if (terms.ExpiresAfter <= TimeSpan.Zero || terms.ExpiresAfter > AskMax)
        {
            yield return new(
                $"{path}.expiresAfter", $"{terms.ExpiresAfter} is no time to answer in", "use more than 0 and at most 7d");
        }

        if (string.IsNullOrWhiteSpace(terms.Question))
        {
            yield return new($"{path}.question", "nothing is asked", "say what is to be agreed to");
        }
    }

    private static IEnumerable<PlanProblem> Instead(Runbook runbook, int index, string path)
    {
        if (runbook.Steps[index].InsteadOf is not { } name)
        {
            yield break;
        }

        var earlier = runbook.Steps.Take(index).FirstOrDefault(s => s.Name == name);
        if (earlier is null)
        {
            yield return new($"{path}.insteadOf", $"no earlier step is named \"{name}\"", "name a step before this one");
        }
        else if (earlier.OnFailure != OnFailure.Continue)
        {
            yield return new(
                $"{path}.insteadOf",
                $"the run does not go on when step \"{name}\" fails",
                $"give step \"{name}\" onFailure: continue");
        }
    }

    private static IEnumerable<PlanProblem> Bindings(Runbook runbook, RunbookStep step, string path)
    {
        foreach (var binding in step.Bindings)
        {
            var parameter = runbook.Parameters.FirstOrDefault(p => p.Name == binding.Parameter);
            var takes = RunbookBinding.TypeOf(step.Do, binding.Field);
            var at = $"{path}.do.{RunbookBinding.PathOf(step.Do, binding.Field) ?? binding.Field}";
            if (takes is not { } type)
            {
                var fields = RunbookBinding.FieldsOf(step.Do);
                yield return new(
                    at,
                    $"{binding.Field} of {ActionCatalog.For(step.Do).Name} takes no parameter",
                    fields.Count == 0 ? "write the value" : $"write the value; {string.Join(", ", fields)} can take one");
            }
            else if (parameter is null)
            {
                yield return new(
                    at,
                    $"runbook {runbook.Name} has no parameter \"{binding.Parameter}\"",
                    runbook.Parameters.Count == 0
                        ? "add it to the runbook's parameters"
                        : $"use one of {string.Join(", ", runbook.Parameters.Select(p => p.Name))}, or add it");
            }
            else if (parameter.Type != type)
            {
                yield return new(
                    at,
                    $"{binding.Field} takes a {type}, and parameter {parameter.Name} is a {parameter.Type}",
                    "change the parameter's type");
            }
        }
    }
}
