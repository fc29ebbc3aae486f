using System.Diagnostics;
using ServerlessReadiness.Core.Languages;

namespace ServerlessReadiness.Core.Timeline;

/// <summary>Tasks in words.</summary>
public static class TaskWords
{
    public static string Of(TaskText text, Wording wording)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(wording);
        return text switch
        {
            TaskText.Known known => wording.Say(known.Phrase, [.. known.Parts]),
            TaskText.Own own => own.Words,
            _ => throw new UnreachableException($"No row for {text.GetType().Name}."),
        };
    }

    public static TimelinePhrase Of(TaskStage stage) => stage switch
    {
        TaskStage.Week1 => TimelinePhrase.Week1,
        TaskStage.Weeks2And3 => TimelinePhrase.Weeks2And3,
        TaskStage.Week4 => TimelinePhrase.Week4,
        TaskStage.EventDay => TimelinePhrase.EventDay,
        TaskStage.After => TimelinePhrase.After,
        _ => throw new UnreachableException($"No phrase for {stage}."),
    };

    public static TimelinePhrase Of(TaskState state) => state switch
    {
        TaskState.Open => TimelinePhrase.StateOpen,
        TaskState.Near => TimelinePhrase.StateNear,
        TaskState.Late => TimelinePhrase.StateLate,
        TaskState.Done => TimelinePhrase.StateDone,
        _ => throw new UnreachableException($"No phrase for {state}."),
    };
}
