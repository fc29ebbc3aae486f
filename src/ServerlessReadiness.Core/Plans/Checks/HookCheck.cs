using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What a plan's lifecycle hooks must fulfil.</summary>
internal static class HookCheck
{
    private const string TargetGroupMark = ":targetgroup/";
    private static readonly TimeSpan GiveUpMin = TimeSpan.FromMinutes(1);

    public static IEnumerable<PlanProblem> Check(CompiledPlan plan)
    {
        for (var i = 0; i < plan.Hooks.Count; i++)
        {
            foreach (var problem in Hook(plan, plan.Hooks[i], $"hooks[{i}]"))
            {
                yield return problem;
            }
        }

        foreach (var problem in PlanCheck.Duplicates(plan.Hooks, "hooks", "hook", h => $"{h.Component} {h.Hook}"))
        {
            yield return problem;
        }
    }

    private static IEnumerable<PlanProblem> Hook(CompiledPlan plan, HookPlan hook, string path)
    {
        if (plan.FindComponent(hook.Component) is { } component && component.Resource is not Resource.AutoScalingGroup)
        {
            yield return new(
                $"{path}.component",
                $"{component.Resource.Label} has no lifecycle hooks",
                "name a component that is an Auto Scaling group");
        }

        if (string.IsNullOrWhiteSpace(hook.Hook))
        {
            yield return new($"{path}.hook", "the hook has no name", "give it the name that the group has it under");
        }

        if (hook.Steps.Count == 0)
        {
            yield return new($"{path}.steps", $"hook {hook.Hook} has no steps", "give it one, or leave the hook out");
        }

        if (hook.GiveUpAfter < GiveUpMin || hook.GiveUpAfter > HookTimes.WaitMax)
        {
            yield return new(
                $"{path}.giveUpAfter",
                $"{hook.GiveUpAfter} is no time to wait in a hook",
                "use one minute or more, and at most Auto Scaling's own 48 hours");
        }

        var steps = hook.Steps.SelectMany((step, s) => Step(hook, step, $"{path}.steps[{s}]"))
            .Concat(PlanCheck.Duplicates(hook.Steps, $"{path}.steps", "name", s => s.Name));
        foreach (var problem in steps)
        {
            yield return problem;
        }
    }

    private static IEnumerable<PlanProblem> Step(HookPlan hook, RunbookStep step, string path)
    {
        if (step.Name == HookSteps.CompleteName)
        {
            yield return new(
                $"{path}.name",
                "\"complete\" is the name of the last step of all",
                "call it something else");
        }

        if (step.Timeout <= TimeSpan.Zero)
        {
            yield return new($"{path}.timeout", $"{step.Timeout} is no time to work in", "use a positive duration");
        }

        if (!HookSteps.MayBeInHook(step.Do))
        {
            yield return new(
                $"{path}.do",
                "this action has no place in a lifecycle hook",
                "put it into a runbook; a hook has actions on its instance, notify and wait");
        }

        if (step is { Approval: not null } or { OnFailure: OnFailure.Undo } or { On: not null })
        {
            yield return new(
                path,
                "a step of a hook asks nobody, undoes nothing and acts on its own instance",
                "remove approval, on and onFailure: undo");
        }

        foreach (var problem in Action(hook, step.Do, $"{path}.do"))
        {
            yield return problem;
        }
    }

    private static IEnumerable<PlanProblem> Action(HookPlan hook, StepAction action, string path) => action switch
    {
        StepAction.InstanceTag { Tags.Count: 0 } =>
            [new($"{path}.tags", "no tag is given", "give at least one")],
        StepAction.TargetsHealthy a => Targets(a.TargetGroups, $"{path}.targetGroups"),
        StepAction.TargetsDeregister a => Targets(a.TargetGroups, $"{path}.targetGroups"),
        StepAction.CommandRun { Document: "" } =>
            [new($"{path}.document", "no document is named", "name one such as AWS-RunShellScript")],
        StepAction.AddressAssociate { AllocationId: { } id }
            when !id.StartsWith("eipalloc-", StringComparison.Ordinal) =>
            [new($"{path}.allocationId", $"\"{id}\" is no allocation's id", "use eipalloc- and its digits")],
        StepAction.AddressAssociate { AllocationId: not null, Pool: not null } =>
            [new($"{path}.pool", "both an address and a pool are given", "give one of the two")],
        StepAction.InterfaceAttach { Subnet: { } subnet }
            when !subnet.StartsWith("subnet-", StringComparison.Ordinal) =>
            [new($"{path}.subnet", $"\"{subnet}\" is no subnet's id", "use subnet- and its digits")],
        StepAction.Pause { For: var time } when time <= TimeSpan.Zero || time > hook.GiveUpAfter =>
            [new($"{path}.for", $"{time} is no time to wait within {hook.GiveUpAfter}", "use less than giveUpAfter")],
        StepAction.Notify { Subject: "" } =>
            [new($"{path}.subject", "the subject is empty", "say in a few words what happens")],
        _ => [],
    };

    private static IEnumerable<PlanProblem> Targets(EquatableList<string> groups, string path)
    {
        if (groups.Count == 0)
        {
            yield return new(path, "no target group is named", "give the ARN of at least one");
        }

        foreach (var group in groups.Where(g => !g.Contains(TargetGroupMark, StringComparison.Ordinal)))
        {
            yield return new(path, $"\"{group}\" is no target group's ARN", "copy the ARN, not the name");
        }
    }
}
