using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Core.Operators;

/// <summary>What is wrong with a command by itself.</summary>
public static class CommandCheck
{
    public const int ReasonMax = 500;
    public const int SummaryMax = 300;
    public const int PlanOfActionMax = 1000;
    public const int OwnerMax = 100;
    private const int FloorMax = 100_000;
    private const int StepMax = 100;
    private const int ParametersMax = 50;
    private const int ParameterMax = 1000;
    private const int AlarmMax = 1600;
    private static readonly TimeSpan DueMax = TimeSpan.FromDays(400);

    /// <summary>The first problem; null for none.</summary>
    public static CommandRefusal? ProblemOf(OperatorRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (Text("reason", request.Reason, ReasonMax)
            ?? Times(request, now)
            ?? Of(request.Command, now)) is var (problem, next)
            ? new CommandRefusal(RefusalKind.Invalid, $"command {request.Id} ({request.Command.Name}): {problem}", next)
            : null;
    }

    private static (string Problem, string Next)? Times(OperatorRequest request, DateTimeOffset now) => request switch
    {
        { IssuedAt: var at } when at > now + CommandTimes.AheadMax => (
            $"it was issued at {at:u}, which is still to come",
            "set the clock of the machine that it comes from right"),
        { NotAfter: { } last, IssuedAt: var at } when last < at => (
            $"notAfter {last:u} is before issuedAt {at:u}",
            "leave notAfter out, or give a later one"),
        { NotAfter: { } last, IssuedAt: var at } when last > at + CommandTimes.GoodForMax => (
            $"notAfter {last:u} is more than {CommandTimes.GoodForMax.TotalHours:0} hours after issuedAt {at:u}",
            "give the command when it is to be done"),
        _ => null,
    };

    private static (string Problem, string Next)? Of(OperatorCommand command, DateTimeOffset now) => command switch
    {
        OperatorCommand.StartRun c => Parameters(c.Parameters),
        OperatorCommand.ApproveRun c => Optional("step", c.Step, StepMax),
        OperatorCommand.RejectRun c => Optional("step", c.Step, StepMax),
        OperatorCommand.SkipStep c => Optional("step", c.Step, StepMax),
        OperatorCommand.RetryRun c => Optional("step", c.Step, StepMax),
        OperatorCommand.AbortRun or OperatorCommand.PauseEvent or OperatorCommand.ResumeEvent or OperatorCommand.ObserveEvent => null,
        OperatorCommand.SetPhase c when !Enum.IsDefined(c.Phase) => Choice("phase", Enum.GetNames<Phase>()),
        OperatorCommand.SetPhase => null,
        OperatorCommand.SetFloor { Floor: < 1 or > FloorMax } => ("the floor is no count of units", "use 1 or more"),
        OperatorCommand.SetFloor => null,
        OperatorCommand.HoldComponent c => Until(c.Until, now, CommandTimes.HoldMax),
        OperatorCommand.ReleaseComponent or OperatorCommand.KeepComponent => null,
        OperatorCommand.OpenIssue c => Text("summary", c.Summary, SummaryMax)
            ?? Optional("planOfAction", c.PlanOfAction, PlanOfActionMax)
            ?? Optional("owner", c.Owner, OwnerMax),
        OperatorCommand.UpdateIssue { Summary: null, PlanOfAction: null, Owner: null, ExpectedBy: null } =>
            ("it changes nothing", "give a summary, planOfAction, owner or expectedBy"),
        OperatorCommand.UpdateIssue c => Optional("summary", c.Summary, SummaryMax)
            ?? Optional("planOfAction", c.PlanOfAction, PlanOfActionMax)
            ?? Optional("owner", c.Owner, OwnerMax),
        OperatorCommand.CloseIssue => null,
        OperatorCommand.AcknowledgeAlarm c => Text("alarm", c.Alarm, AlarmMax)
            ?? Until(c.Until, now, CommandTimes.AcknowledgedForMax),
        OperatorCommand.Restore c when !Enum.IsDefined(c.What) => Choice("what", Enum.GetNames<RestoreKind>()),
        OperatorCommand.Restore { Force: true, Component: null } =>
            ("a forced restore needs its component", "name the component"),
        OperatorCommand.Restore => null,
        OperatorCommand.CompleteTask or OperatorCommand.ReopenTask => null,
        OperatorCommand.AssignTask c => Text("owner", c.Owner, OwnerMax),
        OperatorCommand.MoveTask c => Due(c.Due, now),
        OperatorCommand.ConfirmContact c => Text("contact", c.Contact, OwnerMax),
        OperatorCommand.DeclineContact c => Text("contact", c.Contact, OwnerMax),
        OperatorCommand.AttestItem { Answer: not (ReviewAnswer.Yes or ReviewAnswer.No or ReviewAnswer.NotApplicable) } =>
            Choice(
                "answer",
                [nameof(ReviewAnswer.Yes), nameof(ReviewAnswer.No), nameof(ReviewAnswer.NotApplicable)]),
        OperatorCommand.AttestItem c => Text("item", c.Item, ItemMax) ?? Until(c.Until, now, Attestation.LongestFor),
        _ => throw new System.Diagnostics.UnreachableException($"No row for {command.GetType().Name}."),
    };

    private const int ItemMax = 20;

    private static (string Problem, string Next)? Parameters(IReadOnlyDictionary<string, string>? parameters) =>
        parameters is null ? null
        : parameters.Count > ParametersMax ? ("it has too many parameters", $"give at most {ParametersMax}")
        : parameters.Select(p => Text($"parameter {p.Key}", p.Value, ParameterMax)).FirstOrDefault(p => p is not null);

    private static (string Problem, string Next)? Until(DateTimeOffset? until, DateTimeOffset now, TimeSpan max) =>
        until <= now ? ($"until {until:u} is over", "give a later instant")
        : until > now + max ? ($"until {until:u} is too far ahead", $"give an instant before {now + max:u}")
        : null;

    private static (string Problem, string Next)? Due(DateTimeOffset due, DateTimeOffset now) =>
        due < now - DueMax || due > now + DueMax
            ? ($"due {due:u} is more than {DueMax.TotalDays:0} days away", "correct the year")
            : null;

    private static (string Problem, string Next)? Choice(string name, IEnumerable<string> known) =>
        ($"{name} is none that is known", $"use one of {string.Join(", ", known)}");

    private static (string Problem, string Next)? Optional(string name, string? text, int max) =>
        text is null ? null : Text(name, text, max);

    private static (string Problem, string Next)? Text(string name, string text, int max) => text switch
    {
        _ when string.IsNullOrWhiteSpace(text) => ($"the {name} is empty", $"say the {name} in a few words"),
        _ when text.Length > max => ($"the {name} has {text.Length} characters", $"use at most {max}"),
        _ when text.Any(c => char.IsControl(c) && c != '\n') =>
            ($"the {name} holds control characters", "use plain text"),
        _ => null,
    };
}
