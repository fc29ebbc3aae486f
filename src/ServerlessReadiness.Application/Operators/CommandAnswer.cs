using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Operators;

/// <summary>What a command comes to.</summary>
internal abstract record CommandAnswer
{
    private CommandAnswer()
    {
    }

    /// <summary>These writes do it; result and journal line go with them in one commit.</summary>
    /// <param name="Writes">What is written.</param>
    /// <param name="Words">What is done then.</param>
    public sealed record Commit(IReadOnlyList<StateWrite> Writes, string Words) : CommandAnswer
    {
        /// <summary>
        /// What the command is about, as it was found. If somebody else changes that at the same moment, the command
        /// is not tried again over theirs: its sender is told.
        /// </summary>
        public object? Contested { get; init; }

        public ComponentName? Component { get; init; }

        public AlarmId? Alarm { get; init; }

        public RunId? Run { get; init; }

        public RunId? Issue { get; init; }

        /// <summary>Whether <see cref="Run"/> is handed to Executor afterwards.</summary>
        public bool HandsRunOver { get; init; }
    }

    /// <summary>A use case did it, and journalled it.</summary>
    public sealed record Performed(string Words, RunId? Run = null) : CommandAnswer;

    /// <summary>It is left to Executor, because it may take minutes.</summary>
    public sealed record HandedOver : CommandAnswer
    {
        public static readonly HandedOver Instance = new();
    }

    public sealed record Refused(CommandRefusal Refusal) : CommandAnswer
    {
        public Refused(RefusalKind kind, string reason, string next)
            : this(new CommandRefusal(kind, reason, next))
        {
        }
    }
}
