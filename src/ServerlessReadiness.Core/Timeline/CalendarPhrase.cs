namespace ServerlessReadiness.Core.Timeline;

/// <summary>What an exported calendar says. Texts: <c>CalendarPhrase.resx</c>.</summary>
public enum CalendarPhrase
{
    /// <summary>{0} the event's name.</summary>
    Prewarm = 0,
    Live,
    Cooldown,

    /// <summary>{0} the task.</summary>
    DoneTask,

    /// <summary>{0} owner, {1} due, {2} when about, {3} the command that says it is done.</summary>
    TaskDetails,
}
