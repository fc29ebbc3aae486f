namespace ServerlessReadiness.Core.Communication;

/// <summary>What is due with a contact who is to say whether they are available.</summary>
public enum ConfirmationVerdict
{
    Nothing = 0,
    Ask = 1,
    Remind = 2,

    /// <summary>The time is over: they are told once more, and leaders see it.</summary>
    Late = 3,

    /// <summary>They cannot come, so somebody else is needed.</summary>
    Missing = 4,

    /// <summary>They came round after all.</summary>
    Found = 5,
}
