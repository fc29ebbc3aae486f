namespace ServerlessReadiness.Core.Timeline;

/// <summary>What is said of the event's tasks, in the white paper's terms. Texts: <c>TimelinePhrase.resx</c>.</summary>
public enum TimelinePhrase
{
    /// <summary>{0} the event's name.</summary>
    Title = 0,
    Week1,
    Weeks2And3,
    Week4,
    EventDay,
    After,
    ColumnDue,
    ColumnTask,
    ColumnOwner,
    ColumnState,
    ColumnId,
    StateOpen,
    StateNear,
    StateLate,
    StateDone,

    /// <summary>{0} done, {1} all, {2} late.</summary>
    Progress,

    /// <summary>{0} what, {1} when, {2} who.</summary>
    Next,
    NothingLeft,
    NoTasks,

    /// <summary>{0} who, {1} when, {2} their words.</summary>
    DoneBy,

    /// <summary>{0} how many tasks, {1} the event's name.</summary>
    ReminderSubject,

    /// <summary>{0} whom it is written to.</summary>
    ReminderGreeting,
    ReminderLate,
    ReminderNear,

    /// <summary>{0} the command to type.</summary>
    ReminderHow,

    /// <summary>{0} the role or name that no contact has.</summary>
    NoContact,

    TaskTeam,
    TaskParameters,
    TaskPartners,
    TaskContacts,
    TaskArchitecture,
    TaskOperations,
    TaskPractices,
    TaskRisks,
    TaskBaseline,
    TaskRunbooks,
    TaskRehearsal,

    /// <summary>{0} the contingency, {1} its recovery time in minutes.</summary>
    TaskContingency,

    /// <summary>{0} the component.</summary>
    TaskRestart,
    TaskScaling,

    /// <summary>{0} the component, {1} its ceiling.</summary>
    TaskQuotas,
    TaskDashboards,

    /// <summary>{0} the component.</summary>
    TaskAlarms,

    /// <summary>{0} the freeze's name.</summary>
    TaskFreeze,
    TaskPages,
    TaskBridge,
    TaskAvailability,
    TaskDocuments,
    TaskWatch,
    TaskWarRoom,
    TaskFirstReport,
    TaskFinalReport,
    TaskAnnounceEnd,
    TaskScaleDown,
    TaskVerify,
    TaskQuotasBack,
    TaskKeepChanges,
    TaskAnalysis,
    TaskCost,
    TaskPostMortem,
    TaskImprove,
}
