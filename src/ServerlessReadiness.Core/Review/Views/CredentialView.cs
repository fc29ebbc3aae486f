namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A user's line in an account's credential report.</summary>
/// <param name="User">The name; <see cref="Root"/> for the root user.</param>
/// <param name="HasPassword">Whether the user can sign in with one. The root user always can.</param>
/// <param name="PasswordChangedAt">When it was changed last; null for never, or not told.</param>
/// <param name="PasswordUsedAt">When it was used last; null for never, or not told.</param>
/// <param name="HasMfa">Whether a second factor is asked for.</param>
/// <param name="Keys">Its active access keys.</param>
public sealed record CredentialView(
    string User,
    bool HasPassword,
    DateTimeOffset? PasswordChangedAt,
    DateTimeOffset? PasswordUsedAt,
    bool HasMfa,
    EquatableList<AccessKeyView> Keys)
{
    /// <summary>What the report calls the root user.</summary>
    public const string Root = "<root_account>";

    public bool IsRoot => User == Root;
}
