namespace ServerlessReadiness.Core.Review.Views;

/// <summary>An action of an alarm that failed, from the alarm's history.</summary>
/// <param name="At">When.</param>
/// <param name="Summary">In CloudWatch's words, with the reason where it gives one.</param>
public sealed record AlarmFailure(DateTimeOffset At, string Summary);
