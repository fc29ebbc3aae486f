namespace ServerlessReadiness.Core.Operators;

/// <summary>Late work is not done late.</summary>
public static class CommandTimes
{
    /// <summary>A command that says nothing of its time is not done later than this.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(2);

    /// <summary>A command given so far ahead comes from a clock that is wrong, and would never be late.</summary>
    public static readonly TimeSpan AheadMax = TimeSpan.FromMinutes(2);

    /// <summary>Who wants something done later than this gives the command then.</summary>
    public static readonly TimeSpan GoodForMax = TimeSpan.FromHours(24);

    public static readonly TimeSpan AcknowledgedFor = TimeSpan.FromHours(1);

    public static readonly TimeSpan AcknowledgedForMax = TimeSpan.FromHours(24);

    public static readonly TimeSpan HoldMax = TimeSpan.FromDays(30);

    /// <summary>The last instant at which it may be done; null for any: a pause is never too late.</summary>
    public static DateTimeOffset? LastInstant(OperatorRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.NotAfter ?? (request.Command is OperatorCommand.PauseEvent ? null : request.IssuedAt + GoodFor);
    }
}
