namespace ServerlessReadiness.Core.Operators;

/// <summary>Why a command was not done, for programs; the words are for people.</summary>
public enum RefusalKind
{
    /// <summary>The caller may not give it.</summary>
    NotPermitted = 0,

    /// <summary>It came after its last instant.</summary>
    Late = 1,

    /// <summary>What it names does not exist.</summary>
    Unknown = 2,

    /// <summary>It does not fit together.</summary>
    Invalid = 3,

    /// <summary>Someone else was first, or the id was used for another command.</summary>
    Conflict = 4,

    /// <summary>It cannot be done as things stand.</summary>
    Impossible = 5,

    /// <summary>The event is not as the caller last saw it.</summary>
    Changed = 6,
}
