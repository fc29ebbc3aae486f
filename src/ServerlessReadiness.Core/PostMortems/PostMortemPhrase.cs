namespace ServerlessReadiness.Core.PostMortems;

/// <summary>What a post-mortem says by itself. Texts: <c>PostMortemPhrase.resx</c>.</summary>
public enum PostMortemPhrase
{
    /// <summary>{0} the event's name.</summary>
    Title = 0,

    Event,
    Plan,

    /// <summary>{0} event id, {1} version.</summary>
    PlanVersion,
    LiveTime,
    State,
    WrittenAt,
    Rehearsed,
    NeverLive,

    /// <summary>{0} the phase.</summary>
    NeverLivePhase,

    /// <summary>{0} the reason.</summary>
    WasCancelled,
    NotOver,


    Summary,

    /// <summary>{0} held, {1} of how many.</summary>
    SummaryCriteria,
    SummaryNotMeasured,

    /// <summary>{0} offered, {1} served, {2} served percent.</summary>
    SummaryRequests,
    SummaryRequestsUnknown,

    /// <summary>{0} peak rate, {1} when.</summary>
    SummaryPeak,

    /// <summary>{0} how many.</summary>
    SummaryIncidents,
    SummaryNoIncident,

    /// <summary>{0} alarm names' incident, {1} duration.</summary>
    SummaryLongest,

    /// <summary>{0} runs, {1} changes.</summary>
    SummaryDone,

    /// <summary>{0} how often.</summary>
    SummaryDeclined,
    SummaryPages,
    SummaryCost,
    SummaryCostUnknown,
    SummaryLeft,
    SummaryNothingLeft,

    /// <summary>{0} how many.</summary>
    SummaryReports,

    Criteria,
    Criterion,
    Measured,
    Limit,
    Verdict,
    Held,
    NotHeld,
    NotMeasured,
    AtLeast,
    AtMost,
    ServedShare,
    FailedShare,
    ShedShare,
    LongestRelief,
    ExtraSpend,
    CriteriaAssumed,
    ReliefFromAlarms,

    Timeline,
    TimelineIntro,
    TimelineLeftOut,
    When,
    Kind,
    Component,
    What,
    Why,
    KindPhase,
    KindStage,
    KindIncident,
    KindChanges,
    KindShedding,
    KindPerson,
    KindPage,
    KindIssue,
    KindUnreadable,

    /// <summary>{0} how often.</summary>
    Times,
    WholeEvent,

    Incidents,
    IncidentsIntro,
    NoIncident,

    /// <summary>{0} number, {1} component.</summary>
    IncidentTitle,
    Number,
    Signal,
    FirstEffect,
    Relief,
    NoEffect,
    NotRelieved,

    /// <summary>{0} duration.</summary>
    ReliefUnproven,
    Alarms,
    PeopleTold,
    NotTold,

    /// <summary>{0} how many more.</summary>
    MoreIncidents,

    Automation,
    Did,
    DidNothing,
    Runbook,
    Runs,
    Succeeded,
    Changes,
    Trouble,
    DeclinedTitle,
    DeclinedNothing,
    Decision,
    HowOften,
    First,
    MostFrequentReason,

    Demand,
    DemandIntro,
    NoForecast,
    NoDemandMetric,

    /// <summary>{0} why.</summary>
    MetricsUnreadable,
    Hour,
    Expected,
    Offered,
    Served,
    Shed,
    Failed,
    Difference,
    PeakRate,

    /// <summary>{0} value, {1} how much of the hour is covered.</summary>
    PartOfHour,
    ChartTitle,
    ChartUnit,
    LineForecast,
    LineOffered,
    LineServed,
    LineShed,

    /// <summary>{0} most offered, {1} most expected.</summary>
    ChartAlternative,

    Contingencies,
    NoContingency,
    Contingency,
    Scenario,
    Target,
    LastTried,
    NeverTried,
    InDrill,
    InRehearsal,
    Result,
    NotRecovered,
    InDoubt,

    Capacity,
    CapacityIntro,
    NoCapacity,
    UnitHours,
    UsedHours,
    UnusedHours,
    ExtraHours,
    MostUnits,
    MostNeeded,
    Price,
    ExtraCost,
    Total,
    NoPrice,

    /// <summary>{0} amount.</summary>
    SpendCounted,
    BillNotRead,

    /// <summary>{0} days that are shown of {1}.</summary>
    DaysLeftOut,

    /// <summary>{0} why.</summary>
    BillUnreadable,

    /// <summary>{0} the tag.</summary>
    BillEmpty,

    /// <summary>{0} the tag, {1} the first day and {2} the last, in UTC.</summary>
    BillIntro,
    BillEstimated,
    Service,
    Charged,

    Left,
    LeftNothing,
    LeftNotRestored,
    LeftKept,
    LeftShed,
    LeftArmed,
    LeftUnconfirmed,
    LeftOpenIssue,
    LeftOpenRun,

    Actions,
    ActionsIntro,
    Action,
    Owner,
    DueDate,
    ToFillIn,
    ActionLeft,
    ActionNotRelieved,
    ActionSlowEffect,
    ActionNoEffect,
    OnlyTold,
    ActionCriterion,
    ActionNotMeasured,
    ActionDeclined,
    ActionContingency,
    ActionForecast,
    ActionUnused,
    ActionTrouble,
    ActionUnreadable,
    ActionPlain,
    ActionLearn,

    Appendix,
    AppendixIntro,
    FileJournal,
    FileDemand,
    FileHours,
    FileIncidents,
    FileCapacity,
}
