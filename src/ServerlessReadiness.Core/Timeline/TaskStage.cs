namespace ServerlessReadiness.Core.Timeline;

/// <summary>When about a task is done.</summary>
public enum TaskStage
{
    Week1 = 0,
    Weeks2And3 = 1,
    Week4 = 2,
    EventDay = 3,
    After = 4,
}
