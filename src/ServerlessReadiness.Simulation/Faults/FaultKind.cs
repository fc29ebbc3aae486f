namespace ServerlessReadiness.Simulation.Faults;

/// <summary>Faults that can be asked for at an instant; named as the command line spells them.</summary>
public enum FaultKind
{
    /// <summary>zone-loss: every unit of one zone is gone, and none can be launched there, for the duration.</summary>
    ZoneLoss = 0,

    /// <summary>slow-boot: launches take three times as long.</summary>
    SlowBoot = 1,

    /// <summary>capacity-shortage: launches fail with InsufficientInstanceCapacity.</summary>
    CapacityShortage = 2,

    /// <summary>quota: launches fail because the account's quota is used up.</summary>
    Quota = 3,

    /// <summary>throttling: every second call is throttled.</summary>
    Throttling = 4,

    /// <summary>messages-lost: alarm messages do not arrive.</summary>
    MessagesLost = 5,

    /// <summary>control-plane-down: none of our functions runs.</summary>
    ControlPlaneDown = 6,

    /// <summary>outside-change: someone lowers the bounds of a component.</summary>
    OutsideChange = 7,

    /// <summary>impaired: a tenth of a component's units fail their status checks.</summary>
    Impaired = 8,

    /// <summary>region-loss: nothing in the component's region serves, starts or answers; its alarms still tell.</summary>
    RegionLoss = 9,

    /// <summary>
    /// second-writer: someone's template (Terraform, CloudFormation) is applied: bounds, records, rules of listeners,
    /// parameters and limits are as they were before the event.
    /// </summary>
    SecondWriter = 10,

    /// <summary>group-replaced: a blue/green deployment puts another group under the component's name.</summary>
    GroupReplaced = 11,

    /// <summary>signals-fail: every attempt of AlarmResponder fails, until its messages are dead letters.</summary>
    SignalsFail = 12,
}
