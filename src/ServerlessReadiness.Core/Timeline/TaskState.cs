namespace ServerlessReadiness.Core.Timeline;

/// <summary>How a task stands.</summary>
public enum TaskState
{
    Open = 0,

    /// <summary>Due today or tomorrow, on the event's clocks.</summary>
    Near = 1,
    Late = 2,
    Done = 3,
}
