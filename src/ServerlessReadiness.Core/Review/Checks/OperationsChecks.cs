using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review.Alarms;
using ServerlessReadiness.Core.Review.Graph;

namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>The operations review: people, automation, runbooks, escalation and the war room.</summary>
internal static class OperationsChecks
{
    private const int EscalationStepsMin = 2;

    public static IReadOnlyList<(string Item, Func<ReviewFacts, Verdict> Check)> All { get; } =
    [
        ("READY-01", People),
        ("READY-03", Automated),
        ("OPS-01", Contingencies),
        ("OPS-02", Escalation),
        ("OPS-03", Room),
    ];

    /// <summary>Everyone who is asked has said yes, and every role of the escalation has somebody who was asked.</summary>
    private static Verdict People(ReviewFacts facts)
    {
        var plan = facts.Plan;
        if (plan.Contacts.Count == 0)
        {
            return OfPlan(facts, "names no person", "add contacts with a role, an address and confirm");
        }

        var asked = plan.Contacts.Where(c => c.Confirm is not null).ToList();
        var roles = Verdict.Of(
            new Seen<string>(EquatableList.From(RolesOf(plan)), []),
            "roles",
            role => plan.Contacts.Where(c => c.Role == role).ToList() switch
            {
                [] => [new Finding($"role {role}", "no contact of the plan has it", "add a contact with this role")],
                var people => Verdicts.If(
                    people.TrueForAll(c => c.Confirm is null),
                    $"role {role}",
                    $"nobody asks {string.Join(", ", people.Select(c => c.Name))} whether they are available",
                    "add confirm, a date, to one of these contacts"),
            });
        var silent = asked.Where(c => StatusOf(facts, c).WordAt(facts.Now) is "asked" or "not asked yet").ToList();
        var answers = Verdict.Of(
            new Seen<Contact>(EquatableList.From(asked), facts.Confirmations.Unread),
            "contacts who are asked",
            contact => facts.Confirmations.Unread.Count > 0 ? [] : StatusOf(facts, contact).WordAt(facts.Now) switch
            {
                "declined" => [Answered(contact, "is not available", "name a substitute in the plan")],
                "late" => [Answered(contact, $"has not confirmed by {contact.Confirm:u}", "call them, or name a substitute")],
                _ => [],
            });
        return facts.Confirmations.Unread.Count > 0 || silent.Count == 0
            ? Verdicts.All(roles, answers)
            : Verdicts.All(
                roles,
                answers,
                Verdict.CouldNotTell("asked and not confirmed yet: "
                    + string.Join(", ", silent.Select(c => $"{c.Name}, who has time until {c.Confirm:u}"))));
    }

    /// <summary>Whatever does work is helped by a runbook that an alarm starts, or by its own shedding ladder.</summary>
    private static Verdict Automated(ReviewFacts facts)
    {
        var plan = facts.Plan;
        var working = facts.Plan.Components.Where(AlarmChecks.DoesWork);
        var triggers = plan.Responses.Where(r => r.Role == AlarmRole.Trigger).ToList();

        // Without the alarms nobody can say whom a response without a component is for.
        var isUnsure = triggers.Exists(r => r.Component is null) && facts.Alarms.Unread.Count > 0;
        return Verdict.Of(
            new Seen<Component>(EquatableList.From(working), isUnsure ? facts.Alarms.Unread : []),
            "components that do work",
            component => Verdicts.If(
                !isUnsure
                    && !triggers.Exists(r => r.Component == component.Name)
                    && !facts.Alarms.Items.Any(a => AlarmChoice.Answer(plan, a) is { Response.Role: AlarmRole.Trigger } answer
                        && answer.Component?.Name == component.Name),
                $"component {component.Name}",
                "no alarm starts a runbook on it, so that all help waits for a person",
                "add a response with a runbook for it"));
    }

    /// <summary>What everything depends on has a contingency, and each of them was tried as the plan has it now.</summary>
    private static Verdict Contingencies(ReviewFacts facts)
    {
        if (facts.Plan.Contingencies.Count == 0)
        {
            return OfPlan(facts, "has no contingency", "add contingencies for what may happen, and rehearse them");
        }

        var graph = DependencyGraph.Of(facts.Plan);
        var covered = Verdict.Of(
            new Seen<GraphNode>(graph.Nodes, []),
            "components",
            node => Verdicts.If(
                node.Risks.Contains(GraphRisk.NoContingency),
                $"component {node.Component.Name}",
                "others need it, and no contingency says what is done when it fails",
                "add a contingency with a runbook that touches it"));
        var tried = Verdict.Of(facts.Contingencies, "contingencies", contingency => Verdicts.If(
            contingency.Failed || contingency.Doubt is not null,
            $"contingency {contingency.Name}",
            contingency.Doubt ?? $"it did not hold when it was tried at {contingency.TriedAt:u}",
            "rehearse it (readiness rehearse) or drill it (readiness drill)"));
        return Verdicts.All(covered, tried);
    }

    private static Verdict Escalation(ReviewFacts facts)
    {
        var steps = EscalationLadder.Of(facts.Plan, Phase.Live, []).Where(s => s.Contacts.Count > 0).ToList();
        return steps.Count switch
        {
            0 => OfPlan(facts, "names nobody whom a trouble climbs to", "add contacts with the roles operator and owner"),
            < EscalationStepsMin => OfPlan(
                facts,
                $"tells {string.Join(", ", steps[0].Contacts.Select(c => c.Name))}, and nobody after them",
                "add a contact of another role, or an escalation step"),
            _ => Verdict.Yes(string.Join(", then ", steps.Select(s => string.Join(" and ", s.Contacts.Select(c => c.Name))))),
        };
    }

    private static Verdict Room(ReviewFacts facts) => facts.Plan.WarRoom switch
    {
        { Bridge: null, Link: null } => OfPlan(facts, "has no war room", "add warRoom with a bridge or a link"),
        var room => Verdict.Yes(string.Join(", ", ((string?[])[room.Bridge, room.Link]).OfType<string>())),
    };

    private static IEnumerable<string> RolesOf(CompiledPlan plan) =>
        EscalationLadder.RolesOf(plan).Distinct(StringComparer.Ordinal);

    private static ContactStatus StatusOf(ReviewFacts facts, Contact contact) =>
        new(contact, facts.Confirmations.Items.FirstOrDefault(r => r.Name == contact.Name));

    private static Finding Answered(Contact contact, string what, string fix) =>
        new($"contact {contact.Name} ({contact.Role})", what, fix);

    private static Verdict OfPlan(ReviewFacts facts, string what, string fix) =>
        Verdict.No($"the plan {what}", [new Finding($"plan {facts.Plan.Event}", $"it {what}", fix)]);
}
