namespace ServerlessReadiness.Core.Phases.Watches;

/// <summary>What the watch over a page finds.</summary>
public enum PageVerdict
{
    /// <summary>Nothing of ours is to be up, all of it is, or nothing can be said now.</summary>
    Stays = 0,

    /// <summary>Rules are missing and are asserted once more.</summary>
    Reasserts = 1,

    /// <summary>Rules are missing again: a person must end it.</summary>
    Fight = 2,

    /// <summary>Rules are missing, and the mode does not let anything start.</summary>
    Withheld = 3,
}
