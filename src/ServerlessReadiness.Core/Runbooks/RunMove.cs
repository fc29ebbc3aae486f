using ServerlessReadiness.Core.Actions;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>What the executor is to do next with a run.</summary>
public abstract record RunMove
{
    private RunMove()
    {
    }

    /// <summary>Store the run, whose newest effect is Started, then make this change once.</summary>
    public sealed record Perform(Change Change) : RunMove;

    /// <summary>Read the world and ask again; the run went on to another step.</summary>
    public sealed record Observe : RunMove
    {
        public static readonly Observe Instance = new();
    }

    /// <summary>Ask again at this instant.</summary>
    public sealed record WaitUntil(DateTimeOffset At) : RunMove;

    /// <summary>It is not known whether something happened, or it cannot go on: a person decides.</summary>
    public sealed record AskPerson : RunMove
    {
        public static readonly AskPerson Instance = new();
    }

    /// <summary>The run is over; its state says how.</summary>
    public sealed record Finish : RunMove
    {
        public static readonly Finish Instance = new();
    }
}
