namespace ServerlessReadiness.Core.Shedding;


/// <summary>The decision on a shed ladder, in a word.</summary>
public enum LadderVerdict
{
    /// <summary>Nothing is shed.</summary>
    Idle = 0,

    /// <summary>A run takes it one level up.</summary>
    Climbs = 1,

    /// <summary>The level is in force.</summary>
    Climbed = 2,

    /// <summary>The climb changed nothing that stays, so the level is as before it.</summary>
    ClimbFailed = 3,

    /// <summary>Offered demand does not fit ready capacity, or nobody can tell: it stays.</summary>
    Stays = 4,

    /// <summary>It fits, not yet long enough.</summary>
    Soaks = 5,

    /// <summary>The level's time was over, and it was decided to stay.</summary>
    DecidedAnew = 6,

    /// <summary>It would come down, and the mode, a hold, a freeze or another run does not let it.</summary>
    Withheld = 7,

    /// <summary>A run takes it one level down.</summary>
    ComesDown = 8,

    /// <summary>The lower level is in force.</summary>
    CameDown = 9,

    /// <summary>Its run ended without coming down; the level is still in force.</summary>
    StillShed = 10,

    /// <summary>Nothing is shed any more and demand fits: the capacity that was held is let go.</summary>
    Releases = 11,

    /// <summary>The plan in force does not know the level any more.</summary>
    NeedsPerson = 12,

    /// <summary>The return to normal took back what was shed.</summary>
    Returned = 13,
}
