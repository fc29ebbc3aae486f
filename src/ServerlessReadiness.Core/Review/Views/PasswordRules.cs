namespace ServerlessReadiness.Core.Review.Views;

/// <summary>An account's password policy.</summary>
/// <param name="MinimumLength">The fewest characters.</param>
/// <param name="MaximumAge">After it a password has to be changed; null for never.</param>
/// <param name="Remembered">So many earlier passwords may not be used again; 0 for none.</param>
public sealed record PasswordRules(int MinimumLength, TimeSpan? MaximumAge, int Remembered);
