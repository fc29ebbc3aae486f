namespace ServerlessReadiness.Core.Review.Views;

/// <summary>Who gets what a topic publishes.</summary>
/// <param name="Protocol">As SNS spells it: email, lambda, sms, …</param>
/// <param name="Endpoint">An address, an ARN, a number, a URL.</param>
/// <param name="IsConfirmed">Whether it gets anything yet.</param>
public sealed record SubscriptionView(string Protocol, string Endpoint, bool IsConfirmed);
