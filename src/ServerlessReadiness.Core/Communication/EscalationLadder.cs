using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Communication;

/// <summary>Whom an escalation climbs to, by the plan, the phase and what it is about.</summary>
public static class EscalationLadder
{
    /// <summary>Steps that contacts may name.</summary>
    public const int StepsMax = 10;

    /// <summary>Who sees to things first where the plan gives no order. External contacts are called by people.</summary>
    private static readonly EquatableList<string> RolesDefault = ["operator", "owner", "leadership"];

    /// <returns>At least one step; of a plan without contacts one that tells whoever reads the notifications.</returns>
    public static EquatableList<EscalationStep> Of(CompiledPlan plan, Phase phase, IReadOnlyCollection<string> scenarios)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(scenarios);
        var able = plan.Contacts.Where(c => IsFor(c, phase, scenarios)).ToList();
        var terms = TermsOf(plan);
        var steps = new List<EscalationStep>();
        for (var number = 1; number <= Math.Max(terms.Count, StepsMax); number++)
        {
            var term = number <= terms.Count ? terms[number - 1] : null;
            var told = able.Where(c => c.Escalate is { } own ? own == number : c.Role == term?.Role).ToList();
            if (told.Count > 0)
            {
                steps.Add(new EscalationStep(term?.After ?? EscalationPlan.AfterDefault, EquatableList.From(told)));
            }
        }

        return steps.Count > 0 ? EquatableList.From(steps) : [new EscalationStep(EscalationPlan.AfterDefault, [])];
    }

    /// <summary>Whose turn it is, in order: what the plan says, or the usual order of those that its contacts have.
    /// </summary>
    public static IEnumerable<string> RolesOf(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return TermsOf(plan).Select(t => t.Role)
            .Where(r => plan.Escalation.Steps.Count > 0 || plan.Contacts.Any(c => c.Role == r));
    }

    /// <summary>
    /// Whether an issue climbs at all: one that somebody has taken up does not, nor what is counted in days and has
    /// reminders of its own.
    /// </summary>
    public static bool IsFor(Issue issue)
    {
        ArgumentNullException.ThrowIfNull(issue);
        return issue is { Owner: null, Kind: not (IssueKind.TaskLate or IssueKind.ContactUnconfirmed) };
    }

    private static EquatableList<EscalationTerm> TermsOf(CompiledPlan plan) => plan.Escalation.Steps.Count > 0
        ? plan.Escalation.Steps
        : EquatableList.From(RolesDefault.Select(r => new EscalationTerm(r, EscalationPlan.AfterDefault)));

    private static bool IsFor(Contact contact, Phase phase, IReadOnlyCollection<string> scenarios) =>
        (contact.Phases.Count == 0 || contact.Phases.Contains(phase))
        && (contact.Scenarios.Count == 0 || contact.Scenarios.Any(scenarios.Contains));
}
