namespace ServerlessReadiness.Core.Review.Views;

/// <summary>Who has which keys to an account: its credential report and password policy.</summary>
/// <param name="Account">The account.</param>
/// <param name="Users">Every line of the report; the root user's is one of them.</param>
/// <param name="Passwords">The account's password policy; null when it has none.</param>
public sealed record AccessView(string Account, EquatableList<CredentialView> Users, PasswordRules? Passwords);
