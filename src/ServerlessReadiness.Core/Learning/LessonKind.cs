namespace ServerlessReadiness.Core.Learning;

/// <summary>What a lesson is about.</summary>
public enum LessonKind
{
    Peak = 0,
    Factor,
    Floor,
    Ceiling,
    FloorNotReached,
    LeadTime,
    AlarmWithoutConsequence,
    AlarmTooLate,
    RunbookUnused,
    RunbookFailed,
    ApprovalExpired,
    LadderUnused,
    LadderTooShort,
    ContactSilent,
    Baseline,
    Standby,
    SettingTooSmall,
}
