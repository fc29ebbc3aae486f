namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A topic on an alarm's way.</summary>
/// <param name="Arn">Which.</param>
/// <param name="Policy">Its policy as JSON; empty for none.</param>
/// <param name="Key">The key that encrypts it; null for none.</param>
/// <param name="Subscriptions">Who gets what is published.</param>
public sealed record AlarmTopicView(
    string Arn,
    string Policy,
    AlarmKeyView? Key,
    EquatableList<SubscriptionView> Subscriptions)
{
    public string Name => Arn[(Arn.LastIndexOf(':') + 1)..];
}
