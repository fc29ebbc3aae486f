namespace ServerlessReadiness.Core.Journal;

/// <summary>What a line of the journal records.</summary>
public enum JournalKind
{
    /// <summary>A decision on a signal; doing nothing is one too.</summary>
    Decision = 0,

    /// <summary>An effect is about to be tried.</summary>
    Intent = 1,

    /// <summary>What became of an effect.</summary>
    Outcome = 2,

    /// <summary>A step or a run went on or ended.</summary>
    Progress = 3,

    /// <summary>A person did something.</summary>
    Person = 4,

    /// <summary>A person was called.</summary>
    Page = 5,

    /// <summary>A signal arrived that could not be read.</summary>
    Unreadable = 6,
}
