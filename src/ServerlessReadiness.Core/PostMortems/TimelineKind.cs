namespace ServerlessReadiness.Core.PostMortems;

/// <summary>What a line of the post-mortem's timeline is about.</summary>
public enum TimelineKind
{
    Phase = 0,
    Stage,
    Incident,

    /// <summary>Changes that one run made, or several runs of a kind shortly after each other.</summary>
    Changes,
    Shedding,
    Person,

    /// <summary>A person was called.</summary>
    Page,
    Issue,
    Unreadable,
}
