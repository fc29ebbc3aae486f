namespace ServerlessReadiness.Core.Alarms;

/// <summary>The decision on an alarm, in a word. Doing nothing has many reasons, and each is told apart.</summary>
public enum AlarmVerdict
{
    /// <summary>A run starts.</summary>
    Starts = 0,

    /// <summary>No response of any open event matches.</summary>
    Unknown = 1,

    /// <summary>This transition was decided before.</summary>
    Duplicate = 2,

    /// <summary>A newer transition of the alarm was decided before.</summary>
    Stale = 3,

    /// <summary>The trouble is over.</summary>
    Cleared = 4,

    /// <summary>INSUFFICIENT_DATA, or an OK that proves nothing.</summary>
    Unproven = 5,

    /// <summary>The alarm is a stop condition or a target's health: recorded, and read by staged work.</summary>
    Recorded = 6,

    /// <summary>More transitions than a real fault makes: the component is held and a person called.</summary>
    Flapping = 7,

    /// <summary>CloudWatch suppresses the alarm's actions.</summary>
    Suppressed = 8,

    /// <summary>The event is not in a phase in which alarms act.</summary>
    OutOfPhase = 9,

    /// <summary>It could not be told which component is meant.</summary>
    Unresolved = 10,
    Paused = 11,

    /// <summary>Observe mode: what would have been done is in the reason.</summary>
    Observed = 12,

    /// <summary>Automation on the component is on hold.</summary>
    Held = 13,

    /// <summary>
    /// The same cause is being answered already: a composite and its child, or the run of this alarm.
    /// </summary>
    SameCause = 14,

    /// <summary>The alarm is old, or must be confirmed, and CloudWatch does not agree that it fires.</summary>
    Unconfirmed = 15,

    /// <summary>Another run holds the resource.</summary>
    LeaseHeld = 16,

    /// <summary>The class of action cools down on this component.</summary>
    CoolingDown = 17,

    /// <summary>The class's budget on this component is spent: a person is called.</summary>
    BudgetSpent = 18,

    /// <summary>Answered as often as sensible and still firing: a person is called.</summary>
    Exhausted = 19,

    /// <summary>The resource belongs to another active event.</summary>
    OwnedElsewhere = 20,

    /// <summary>A freeze of the plan forbids it now: a person is called.</summary>
    Frozen = 21,

    /// <summary>Our own shedding raises it: it climbs nothing and moves nothing.</summary>
    OwnShedding = 22,

    /// <summary>All levels of the shed ladder are in force and the pressure stays: a person is called.</summary>
    TopOfLadder = 23,
}
