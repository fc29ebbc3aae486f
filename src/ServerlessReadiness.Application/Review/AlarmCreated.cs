using ServerlessReadiness.Core.Review.Alarms;

namespace ServerlessReadiness.Application.Review;

/// <summary>What became of an alarm that was to be created.</summary>
/// <param name="Alarm">Which.</param>
/// <param name="IsCreated">Whether it exists now, as it was proposed.</param>
/// <param name="Trouble">Why it was not created, or not journalled; null for nothing.</param>
public sealed record AlarmCreated(AlarmProposal Alarm, bool IsCreated, string? Trouble)
{
    public bool IsWell => IsCreated && Trouble is null;
}
