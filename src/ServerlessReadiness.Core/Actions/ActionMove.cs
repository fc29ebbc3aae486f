namespace ServerlessReadiness.Core.Actions;

/// <summary>What an action wants next, given what it did and what was seen.</summary>
public abstract record ActionMove
{
    private ActionMove(string reason) => Reason = reason;

    public string Reason { get; }

    /// <summary>Do this to the world.</summary>
    public sealed record Perform(Change Change, string Why) : ActionMove(Why);

    /// <summary>Look again after this long.</summary>
    public sealed record Wait(TimeSpan For, string Why) : ActionMove(Why);

    /// <summary>The world is as the step wants it.</summary>
    public sealed record Done(string Why) : ActionMove(Why);

    /// <summary>Nothing may be done: a named blocker, a bound or a missing thing stands in the way.</summary>
    public sealed record Refuse(string Why) : ActionMove(Why);

    /// <summary>It was tried and did not work.</summary>
    public sealed record Fail(string Why) : ActionMove(Why);
}
