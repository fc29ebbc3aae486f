namespace ServerlessReadiness.Core.Operators;

/// <summary>How far a command is.</summary>
public enum CommandState
{
    /// <summary>It may be done, and is under way.</summary>
    Accepted = 0,
    Done = 1,
    Refused = 2,
}
