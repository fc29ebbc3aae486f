namespace ServerlessReadiness.Core.Plans.Runbooks;

/// <summary>What a failed or refused step means for the run.</summary>
public enum OnFailure
{
    /// <summary>The run ends and a person is paged.</summary>
    Stop = 0,

    /// <summary>The next step is performed all the same.</summary>
    Continue = 1,

    /// <summary>What the run did is undone in reverse order, then a person is paged.</summary>
    Undo = 2,
}
