namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A mute rule: while it is active, the actions of its alarms do nothing.</summary>
/// <param name="Name">Its name, account and region as an ARN.</param>
/// <param name="Alarms">Names of the alarms that it mutes.</param>
/// <param name="IsActive">Whether it mutes at this moment.</param>
/// <param name="Expression">When it mutes: cron(…) or at(…).</param>
/// <param name="Duration">For how long each time; null when that could not be read.</param>
/// <param name="Expires">When it ends for good; null for never.</param>
public sealed record AlarmMuteView(
    string Name,
    EquatableList<string> Alarms,
    bool IsActive,
    string Expression,
    TimeSpan? Duration,
    DateTimeOffset? Expires);
