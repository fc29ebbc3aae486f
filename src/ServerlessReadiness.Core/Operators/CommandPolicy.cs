using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Operators;

/// <summary>Who may do what, and until when. Pure.</summary>
public static class CommandPolicy
{
    /// <summary>Why the command is not done, before anything is looked at that it is about; null when it may be.</summary>
    /// <param name="request">The command.</param>
    /// <param name="caller">Who gives it.</param>
    /// <param name="head">The event's head.</param>
    /// <param name="plan">The plan in force.</param>
    /// <param name="now">The present.</param>
    public static CommandRefusal? Refuse(
        OperatorRequest request,
        Caller caller,
        EventHead head,
        CompiledPlan plan,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(plan);
        if (!MayGive(request.Command, caller, plan))
        {
            return NotPermitted(request.Command, caller, plan);
        }

        if (CommandCheck.ProblemOf(request, now) is { } problem)
        {
            return problem;
        }

        if (CommandTimes.LastInstant(request) is { } last && now > last)
        {
            return new CommandRefusal(
                RefusalKind.Late,
                $"command {request.Id} ({request.Command.Name}) was good until {last:u} and came at {now:u}",
                "look at how things are now, and give it anew under another id if it still fits");
        }

        return request.Command is OperatorCommand.ResumeEvent or OperatorCommand.ObserveEvent
            && head.Mode == AutomationMode.Paused && request.IssuedAt <= head.ChangedAt
            ? new CommandRefusal(
                RefusalKind.Conflict,
                $"event {head.Event} was paused after {request.Command.Name} was given: {head.ModeReason}",
                "ask who paused it, then give the command anew")
            : null;
    }

    /// <summary>The table: rows are commands, columns are the ways that callers come by.</summary>
    public static bool MayGive(OperatorCommand command, Caller caller, CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return (command, caller) switch
        {
            // What stops automation, or only starts what the plan says anybody may start.
            (OperatorCommand.PauseEvent or OperatorCommand.HoldComponent or OperatorCommand.AcknowledgeAlarm, _) => true,

            // What only says how things stand among people.
            (OperatorCommand.CompleteTask or OperatorCommand.ReopenTask or OperatorCommand.AssignTask
                or OperatorCommand.MoveTask, _) => true,
            (OperatorCommand.ConfirmContact or OperatorCommand.DeclineContact, _) => true,
            (OperatorCommand.StartRun start, _) when IsStartableByAnybody(start, plan) => true,
            (_, Caller.Sns) => false,

            // The step itself names the roles that may answer it.
            (OperatorCommand.ApproveRun or OperatorCommand.RejectRun, _) => true,
            _ => IsOperator(caller, plan),
        };
    }

    /// <summary>
    /// Whether the caller may do all that commands can. Whom a plan without roles trusts, IAM says; a token alone
    /// proves only that somebody is known to its issuer.
    /// </summary>
    public static bool IsOperator(Caller caller, CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return RoleMembership.Of(plan.Roles, caller).Count > 0 || (plan.Roles.Count == 0 && caller is Caller.Iam);
    }

    private static bool IsStartableByAnybody(OperatorCommand.StartRun start, CompiledPlan plan) =>
        plan.FindRunbook(start.Runbook) is { StartableBySns: true } runbook
        && runbook.Steps.All(s => IsHarmless(s.Do));

    /// <summary>Adds capacity, looks, waits or tells: everything else moves traffic, takes away or is unknown.</summary>
    private static bool IsHarmless(StepAction action) => action is StepAction.CapacityRaise
        or StepAction.CapacityFloor
        or StepAction.CapacityKeep
        or StepAction.Notify
        or StepAction.Pause
        or StepAction.Check;

    private static CommandRefusal NotPermitted(OperatorCommand command, Caller caller, CompiledPlan plan)
    {
        const string Others = "give it through the HTTP API or the command line, which know who you are";
        var roles = string.Join(", ", plan.Roles.Select(r => r.Name));
        return (command, caller) switch
        {
            (OperatorCommand.StartRun start, Caller.Sns) => new(
                RefusalKind.NotPermitted,
                $"runbook {start.Runbook} is not one that SNS may start: it needs startableBySns in the plan, and only "
                + "steps that add capacity, wait, check or tell",
                Others),
            (_, Caller.Sns) => new(
                RefusalKind.NotPermitted,
                $"{command.Name} came by SNS, which does not say who sent it",
                Others),
            _ when roles.Length == 0 => new(
                RefusalKind.NotPermitted,
                $"{caller.Who} may not give {command.Name}: the plan names no roles, so only IAM callers may",
                "sign with AWS credentials, or name the caller in a role of the plan"),
            _ => new(
                RefusalKind.NotPermitted,
                $"{caller.Who} may not give {command.Name}: it has none of the plan's roles ({roles})",
                "ask somebody who has, or add the caller to a role of the plan and apply it"),
        };
    }
}
