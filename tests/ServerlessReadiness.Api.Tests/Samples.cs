using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Api.Tests;

/// <summary>One of each command, with everything given, and the shortest of those that can be shorter.</summary>
internal static class Samples
{
    private static readonly RunId Run = RunId.Parse("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    private static readonly TaskId Task = TaskId.Parse("rehearsal");
    private static readonly ComponentName Front = ComponentName.Parse("front");

    public static IReadOnlyList<OperatorCommand> Commands { get; } =
    [
        new OperatorCommand.StartRun(
            RunbookName.Parse("grow"),
            Front,
            new Dictionary<string, string> { ["by"] = "2" },
            InstanceId.Parse("i-00000001")),
        new OperatorCommand.StartRun(RunbookName.Parse("grow"), Front),
        new OperatorCommand.ApproveRun(Run, "raise"),
        new OperatorCommand.RejectRun(Run),
        new OperatorCommand.SkipStep(Run),
        new OperatorCommand.RetryRun(Run, "raise"),
        new OperatorCommand.AbortRun(Run, Undo: true),
        new OperatorCommand.PauseEvent(),
        new OperatorCommand.ResumeEvent(),
        new OperatorCommand.ObserveEvent(),
        new OperatorCommand.SetPhase(Phase.Cooldown),
        new OperatorCommand.SetFloor(Front, 6),
        new OperatorCommand.HoldComponent(Front, Http.T0),
        new OperatorCommand.HoldComponent(Front),
        new OperatorCommand.ReleaseComponent(Front),
        new OperatorCommand.KeepComponent(Front),
        new OperatorCommand.OpenIssue("slow", "looking", Front, "kim", Http.T0),
        new OperatorCommand.OpenIssue("slow"),
        new OperatorCommand.UpdateIssue(Run, "slower", "still looking", "pat", Http.T0),
        new OperatorCommand.CloseIssue(Run),
        new OperatorCommand.AcknowledgeAlarm("cpu-1", Http.T0),
        new OperatorCommand.Restore(RestoreKind.Traffic),
        new OperatorCommand.Restore(RestoreKind.Capacity, Front, Force: true),
        new OperatorCommand.CompleteTask(Task),
        new OperatorCommand.ReopenTask(Task),
        new OperatorCommand.AssignTask(Task, "Kim"),
        new OperatorCommand.MoveTask(Task, Http.T0),
        new OperatorCommand.ConfirmContact("Min-ji Park"),
        new OperatorCommand.DeclineContact("Min-ji Park"),
        new OperatorCommand.AttestItem("SEC-02", ReviewAnswer.Yes, Http.T0),
        new OperatorCommand.AttestItem("SEC-02", ReviewAnswer.NotApplicable),
    ];
}
