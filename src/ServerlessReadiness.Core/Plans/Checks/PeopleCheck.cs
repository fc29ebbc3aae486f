using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>Contacts, the escalation and the tasks.</summary>
internal static class PeopleCheck
{
    private static readonly TimeSpan AfterMax = TimeSpan.FromDays(1);
    private static readonly TimeSpan RepeatMin = TimeSpan.FromMinutes(5);
    private const int NameMax = 100;

    public static IEnumerable<PlanProblem> Check(CompiledPlan plan) =>
    [
        .. PlanCheck.Duplicates(plan.Contacts, "contacts", "name", c => c.Name),
        .. plan.Contacts.SelectMany((c, i) => Contact(plan, c, $"contacts[{i}]")),
        .. plan.Escalation.Steps.SelectMany((s, i) => Step(plan, s, $"escalation.steps[{i}]")),
        .. Repeat(plan.Escalation),
        .. Tasks(plan),
    ];

    private static IEnumerable<PlanProblem> Contact(CompiledPlan plan, Contact contact, string path)
    {
        if (contact.Name.Length is 0 or > NameMax || contact.Name.Any(char.IsControl))
        {
            yield return new($"{path}.name", $"a name has 1 to {NameMax} plain characters", "use the name that people know");
        }

        if (contact.Escalate is < 1 or > EscalationLadder.StepsMax)
        {
            yield return new(
                $"{path}.escalate",
                $"there is no step {contact.Escalate}",
                $"use 1 to {EscalationLadder.StepsMax}, 1 for those who are told first");
        }

        if (contact.Confirm is { } by && by > plan.Schedule.Live)
        {
            yield return new(
                $"{path}.confirm",
                $"{contact.Name} would answer by {by:u}, when the event is live since {plan.Schedule.Live:u}",
                "ask for it before, such as live - 3d");
        }
    }

    private static IEnumerable<PlanProblem> Step(CompiledPlan plan, EscalationTerm step, string path)
    {
        if (!plan.Contacts.Any(c => c.Role == step.Role))
        {
            yield return new(
                $"{path}.role",
                $"no contact has the role \"{step.Role}\", so nobody would be told",
                plan.Contacts.Count == 0
                    ? "add contacts"
                    : $"use one of {string.Join(", ", plan.Contacts.Select(c => c.Role).Distinct())}");
        }

        if (step.After < TimeSpan.Zero || step.After > AfterMax)
        {
            yield return new($"{path}.after", $"{step.After} is no time to wait", "use at most a day, such as 10m");
        }
    }

    private static IEnumerable<PlanProblem> Repeat(EscalationPlan escalation)
    {
        if (escalation.RepeatEvery < RepeatMin || escalation.RepeatEvery > AfterMax)
        {
            yield return new(
                "escalation.repeatEvery",
                $"{escalation.RepeatEvery} is too often, or too seldom",
                "use 5 minutes to a day, such as 1h");
        }
    }

    private static IEnumerable<PlanProblem> Tasks(CompiledPlan plan)
    {
        var known = TimelineTasks.Generated(plan).Select(t => t.Id).ToHashSet();
        for (var i = 0; i < plan.Timeline.Count; i++)
        {
            var (task, path) = (plan.Timeline[i], $"timeline[{i}]");
            if (known.Contains(task.Id))
            {
                continue;
            }

            if (task.Drop || (task.What is null && task.Due is null))
            {
                yield return new(
                    path,
                    $"the plan has no task {task.Id} to {(task.Drop ? "drop" : "change")}",
                    $"name one of {string.Join(", ", known)}, or say what and due to add one");
            }
            else if (task.What is null || task.Due is null)
            {
                yield return new(
                    path,
                    $"task {task.Id} is new, and has no {(task.What is null ? "what" : "due")}",
                    "a task of the plan's own needs both");
            }
        }
    }
}
