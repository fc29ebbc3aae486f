namespace ServerlessReadiness.Core.Plans.Reporting;

/// <summary>What a report's colour goes by; each is looked at in every report, and said so.</summary>
public enum ColourSign
{
    /// <summary>The longest that an alarm has been firing, in minutes.</summary>
    AlarmFiring = 0,

    /// <summary>Served requests of all that were counted since the last report, in percent; less is worse.</summary>
    Served = 1,

    /// <summary>Success criteria that are missed as far as they can be measured yet.</summary>
    Criteria = 2,

    /// <summary>Open issues of any kind.</summary>
    Issues = 3,

    /// <summary>Open issues of the kinds that the plan calls grave.</summary>
    GraveIssues = 4,

    /// <summary>Units in service of those that the plan wants now, in percent; less is worse.</summary>
    Capacity = 5,

    /// <summary>The level of a shed ladder that is in force.</summary>
    Shedding = 6,

    /// <summary>How long automation has been paused, or held on a component, in minutes.</summary>
    Stopped = 7,

    /// <summary>Budgets of automation that are spent.</summary>
    Budgets = 8,

    /// <summary>Metrics outside of what is normal under the load that is expected.</summary>
    Metrics = 9,

    /// <summary>Signals that arrived and could not be read.</summary>
    Unreadable = 10,

    /// <summary>Things that could not be read for this report: what is not seen is not green.</summary>
    Unseen = 11,
}
