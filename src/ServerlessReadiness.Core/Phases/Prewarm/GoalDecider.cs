using System.Diagnostics;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Phases.Prewarm;

/// <summary>
/// Decides on one goal of a pre-warm stage: start its run, wait and say for what, or find it in service. What the
/// world shows counts more than what a run says: AWS goes on launching after a run gave up.
/// </summary>
internal static class GoalDecider
{
    /// <summary>Boot time of a component whose plan does not say.</summary>
    public static readonly TimeSpan BootTimeUnknown = TimeSpan.FromMinutes(5);

    /// <summary>A boot may take half as long again as planned, and this much, before it is called slow.</summary>
    public static readonly TimeSpan BootMargin = TimeSpan.FromMinutes(2);

    public static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(10);

    public static GoalDecision Decide(
        GoalRecord goal,
        ComponentFacts facts,
        Run? run,
        EventHead head,
        DateTimeOffset now) =>
        (goal.IsInService, run) switch
        {
            (true, _) => new GoalDecision(goal),
            (false, { State: RunState.Done }) => Serves(goal, run.Reason),
            (false, _) when Shows(goal, facts) =>
                Serves(goal, $"{facts.Serving} of {goal.Floor} are in service in {facts.Component.Resource.Label}"),
            (false, { IsOver: false }) => Watch(goal, facts, run, now),
            (false, { IsOver: true }) when goal.RetryAt is null => Failed(goal, facts, run, now),
            (false, _) => Begin(goal, facts, head, now),
        };

    private static bool Shows(GoalRecord goal, ComponentFacts facts) =>
        goal.Floor > 0 && facts.Bounds?.Minimum >= goal.Floor && facts.Serving >= goal.Floor;

    private static GoalDecision Serves(GoalRecord goal, string reason) =>
        new(goal with
        {
            IsInService = true,
            RetryAt = null,
            Verdict = GoalVerdict.InService,
            Reason = reason,
        });

    /// <summary>No run is at work: may one start?</summary>
    private static GoalDecision Begin(GoalRecord goal, ComponentFacts facts, EventHead head, DateTimeOffset now) =>
        (goal, head.Mode, facts.Hold) switch
        {
            // What failed waits; where the minimum is set already AWS goes on trying by itself.
            ({ RetryAt: { } at }, _, _) when now < at || facts.Bounds?.Minimum >= goal.Floor => new GoalDecision(goal),
            ({ Attempts: >= GoalRecord.AttemptsMax }, _, _) => Says(
                goal,
                GoalVerdict.LeftToPeople,
                $"{goal.Attempts} runs did not raise component {goal.Component}: {goal.Reason}"),
            (_, AutomationMode.Observe, _) => Says(
                goal,
                GoalVerdict.Observed,
                $"observing: component {goal.Component} would be raised {To(goal, facts)}"),
            (_, AutomationMode.Paused, _) => Says(
                goal,
                GoalVerdict.Paused,
                $"component {goal.Component} is not raised {To(goal, facts)}, because automation is paused: "
                    + head.ModeReason),
            (_, _, { } hold) => Says(
                goal,
                GoalVerdict.Held,
                $"component {goal.Component} is not raised {To(goal, facts)}, because it is on hold: {hold.Reason}"),
            (_, AutomationMode.Act, null) => new GoalDecision(goal with
            {
                Attempts = goal.Attempts + 1,
                RetryAt = null,
                Verdict = GoalVerdict.Starts,
                Reason = $"component {goal.Component} is raised {To(goal, facts)}"
                    + (goal.InsteadOf is { } other ? $", in place of component {other}" : ""),
            }),
            _ => throw new UnreachableException($"No row for {head.Mode}."),
        };

    private static GoalDecision Watch(GoalRecord goal, ComponentFacts facts, Run run, DateTimeOffset now)
    {
        var took = now - run.CreatedAt;
        return LaunchTroubles.Classify(TextOf(run)) switch
        {
            IssueKind.CapacityShortage or IssueKind.QuotaRefused =>
                Trouble(goal, facts, LaunchTroubles.Classify(TextOf(run))!.Value, run.Reason, now),
            _ when facts.Component.Resource is Resource.AutoScalingGroup && took > SlowAfter(facts.Component) =>
                Slow(goal, facts, took, now),
            _ => Says(goal, GoalVerdict.Waits, $"waits for component {goal.Component}: {run.Reason}"),
        };
    }

    private static GoalDecision Slow(GoalRecord goal, ComponentFacts facts, TimeSpan took, DateTimeOffset now)
    {
        var boot = BootTimeOf(facts.Component);
        var seen = facts.Serving is { } serving ? $"{serving} of {goal.Floor} are in service" : "the group is not read";
        var reason = $"component {goal.Component} boots slowly: {seen} after {took.TotalMinutes:0} min; "
            + $"the plan says {boot.TotalMinutes:0.#} min";
        var decision = Says(goal, GoalVerdict.SlowBoot, reason);
        return decision with
        {
            Issue = new IssueWish.Open(
                goal.Component,
                IssueKind.SlowBoot,
                reason,
                "waits on; the next stage goes on at this one's proceed-anyway instant",
                now + boot,
                Pages: false),
        };
    }

    private static GoalDecision Failed(GoalRecord goal, ComponentFacts facts, Run run, DateTimeOffset now)
    {
        var over = goal with { RetryAt = now + RetryAfter };
        var named = LaunchTroubles.Classify(TextOf(run));
        return named is { } kind and (IssueKind.CapacityShortage or IssueKind.QuotaRefused)
            ? Trouble(over, facts, kind, run.Reason, now)
            : Says(over, GoalVerdict.Failed, $"run {run.Id} for component {goal.Component} {run.State}: {run.Reason}");
    }

    /// <summary>AWS gives no more here: an issue, and once the plan's alternative by what is missing.</summary>
    private static GoalDecision Trouble(
        GoalRecord goal,
        ComponentFacts facts,
        IssueKind kind,
        string words,
        DateTimeOffset now)
    {
        var missing = Math.Max(0, goal.Floor - (facts.Serving ?? 0));
        var alternative = goal.InsteadOf is null ? facts.Component.Alternative : null;
        var reason = $"component {goal.Component} lacks {missing} of {goal.Floor}: {words}";
        var verdict = kind == IssueKind.QuotaRefused ? GoalVerdict.QuotaRefused : GoalVerdict.Shortage;
        var help = alternative is { } other ? $"component {other} is raised by what is missing"
            : kind == IssueKind.QuotaRefused ? "ask AWS to raise the quota now"
            : "name an alternative component in the plan, or another instance type in the group";
        var asks = alternative is not null && !goal.AlternativeAsked && missing > 0;
        var decision = Says(goal with { AlternativeAsked = goal.AlternativeAsked || asks }, verdict, reason);
        return decision with
        {
            Issue = new IssueWish.Open(goal.Component, kind, reason, help, now + RetryAfter),
        };
    }

    private static GoalDecision Says(GoalRecord goal, GoalVerdict verdict, string reason) =>
        new(goal with { Verdict = verdict, Reason = reason });

    private static TimeSpan BootTimeOf(Component component) => component.Model?.BootTime ?? BootTimeUnknown;

    private static TimeSpan SlowAfter(Component component) => (BootTimeOf(component) * 1.5) + BootMargin;

    private static string To(GoalRecord goal, ComponentFacts facts) => facts.Component.Resource is Resource.Setting
        ? "to the event's settings"
        : $"to a floor of {goal.Floor}";

    private static string TextOf(Run run) => string.Join(' ', run.Steps.Select(s => s.Reason).Append(run.Reason));
}
