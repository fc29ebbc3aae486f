namespace ServerlessReadiness.Core.Review.Views;

/// <summary>The key that encrypts a topic.</summary>
/// <param name="Arn">Which; an alias where the key itself could not be read.</param>
/// <param name="IsAwsManaged">Whether AWS owns its policy, which then names no service.</param>
/// <param name="State">As KMS spells it, such as Enabled; null when it could not be read.</param>
/// <param name="Policy">As JSON; null when it could not be read.</param>
public sealed record AlarmKeyView(string Arn, bool IsAwsManaged, string? State, string? Policy);
