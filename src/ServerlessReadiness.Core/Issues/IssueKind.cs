namespace ServerlessReadiness.Core.Issues;

/// <summary>What kind of problem an issue is.</summary>
public enum IssueKind
{
    Other = 0,

    /// <summary>Instances were launched and take longer than planned to serve.</summary>
    SlowBoot = 1,

    /// <summary>AWS has no capacity of the kind that was asked for.</summary>
    CapacityShortage = 2,

    /// <summary>A quota of the account refuses more.</summary>
    QuotaRefused = 3,

    /// <summary>A pre-warm stage was not in service at its proceed-anyway instant.</summary>
    StageNotReady = 4,

    /// <summary>Someone else sets the bounds that we hold.</summary>
    FloorFight = 5,

    /// <summary>Something of ours was changed from outside.</summary>
    OutsideChange = 6,

    /// <summary>The latest cooldown instant is past and something is not back to normal.</summary>
    CooldownOverdue = 7,

    /// <summary>The extra spend is over the plan's limit.</summary>
    SpendExceeded = 8,

    /// <summary>Production does not look like its baseline after scale-down.</summary>
    NotNormal = 9,

    /// <summary>A floor could not be armed, moved or removed as a scheduled action.</summary>
    NotArmed = 10,

    /// <summary>Someone else deletes the rules of a page that is to be up.</summary>
    PageFight = 11,

    /// <summary>A step for instances that wait in a lifecycle hook failed, or the hook is not in the plan.</summary>
    LifecycleTrouble = 21,

    /// <summary>Auto Scaling's launches or terminations fail for another reason than capacity or quota.</summary>
    FleetTrouble = 22,

    /// <summary>EC2 takes an instance away, or did.</summary>
    InstanceLost = 23,

    /// <summary>AWS Health announced something about what the event uses.</summary>
    AwsHealth = 24,

    /// <summary>Tasks of the timeline are not done when they are due.</summary>
    TaskLate = 30,

    /// <summary>A contact has not said in time that they are available, or said that they are not.</summary>
    ContactUnconfirmed = 31,

    /// <summary>A report to leaders was due and has not been sent.</summary>
    ReportMissing = 32,

    /// <summary>A person opened it; only people close it.</summary>
    Reported = 40,
}
