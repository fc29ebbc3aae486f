namespace ServerlessReadiness.Core.Communication;

/// <summary>What contacts are written. Texts: <c>CommunicationPhrase.resx</c>.</summary>
public enum CommunicationPhrase
{
    /// <summary>{0} the event's name, {1} by when.</summary>
    AskSubject = 0,
    RemindSubject,
    LateSubject,

    /// <summary>{0} whom, {1} the event's name, {2} from when to when it is live, {3} the role.</summary>
    AskText,

    /// <summary>{0} by when.</summary>
    AskBy,
    LateText,
    AskHow,
    AskHowSns,
    AskPhases,
    AskAlways,
    WarRoom,

    /// <summary>{0} the event's name, {1} the minutes.</summary>
    EscalateIssueSubject,
    EscalateRunSubject,

    /// <summary>{0} since when, {1} for how long.</summary>
    EscalateText,
    EscalateWhat,
    EscalatePlan,
    EscalateComponent,
    EscalateSince,
    EscalateOnItsWay,

    /// <summary>{0} names.</summary>
    EscalateToldBefore,
    EscalateHow,
    EscalateUntil,

    /// <summary>{0} how many, {1} the event, {2} the minutes.</summary>
    DigestSubject,

    /// <summary>{0} how many, {1} the time.</summary>
    DigestText,
    DigestColumnKind,
    DigestColumnComponent,
    DigestColumnCount,
    DigestColumnFirst,
    DigestColumnLast,
    DigestColumnWords,

    /// <summary>{0} how many.</summary>
    DigestOthers,
    DigestLook,
}
