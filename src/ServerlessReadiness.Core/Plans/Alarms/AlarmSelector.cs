namespace ServerlessReadiness.Core.Plans.Alarms;

/// <summary>
/// Which alarms a response answers: by name, or by the metric behind them. Exactly one of the two ways is given.
/// </summary>
/// <param name="NamePattern">
/// An alarm name; <c>*</c> stands for any characters and <c>?</c> for one. Case counts.
/// </param>
/// <param name="MetricNamespace">For example AWS/EC2; used with <paramref name="MetricName"/>.</param>
/// <param name="MetricName">For example StatusCheckFailed.</param>
public sealed record AlarmSelector(string? NamePattern, string? MetricNamespace = null, string? MetricName = null);
