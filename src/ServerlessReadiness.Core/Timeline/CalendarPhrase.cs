namespace ServerlessReadiness.Core.Timeline;

/// <summary>What an exported calendar says. Texts: <c>CalendarPhrase.resx</c>.</summary>
public enum CalendarPhrase
{
    /// <summary>{0} the task.</summary>
    DoneTask = 0,

    /// <summary>{0} owner, {1} due, {2} when about, {3} the command that says it is done.</summary>
    TaskDetails,
}
