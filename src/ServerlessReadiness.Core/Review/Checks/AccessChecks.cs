using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>SEC-01 and SEC-05: keys, passwords and who administers them.</summary>
internal static class AccessChecks
{
    /// <summary>The whitepaper's "every three months".</summary>
    public static readonly TimeSpan CredentialAgeMax = TimeSpan.FromDays(90);

    /// <summary>The root user is for what nobody else can do; a use within this time is daily work.</summary>
    public static readonly TimeSpan RootUnusedFor = TimeSpan.FromDays(30);

    private const int PasswordLengthMin = 8;

    public static Verdict Credentials(ReviewFacts facts) => Verdict.Of(
        facts.Access,
        "accounts",
        access => Rules(access).Concat(access.Users.SelectMany(u => OfUser(access.Account, u, facts.Now))));

    public static Verdict Administrators(ReviewFacts facts) => Verdicts.All(
        Verdict.Of(facts.Administrators, "policies that administer IAM", policy => policy.Users.Select(user => new Finding(
            $"user {user} of account {policy.Account}",
            $"policy {policy.Policy} is attached to the user itself",
            "attach it to a role or a group that only administrators of IAM take, and detach it from the user"))),
        Verdict.Of(facts.Access, "accounts", access => access.Users
            .Where(u => u.IsRoot && u.PasswordUsedAt > facts.Now - RootUnusedFor)
            .Select(u => new Finding(
                $"root user of account {access.Account}",
                $"it signed in at {u.PasswordUsedAt:u}",
                "work with roles; keep the root user for what nobody else can do"))));

    private static IEnumerable<Finding> Rules(AccessView access)
    {
        var resource = $"password policy of account {access.Account}";
        if (access.Passwords is not { } rules)
        {
            return access.Users.Any(u => u is { HasPassword: true, IsRoot: false })
                ? [new Finding(resource, "there is none", "set one, with an age of at most 90 days")]
                : [];
        }

        return
        [
            .. Verdicts.If(
                rules.MaximumAge is null || rules.MaximumAge > CredentialAgeMax,
                resource,
                rules.MaximumAge is { } age ? $"passwords last {age.TotalDays:0} days" : "passwords never expire",
                "let them expire after at most 90 days"),
            .. Verdicts.If(
                rules.MinimumLength < PasswordLengthMin,
                resource,
                $"{rules.MinimumLength} characters are enough",
                $"ask for at least {PasswordLengthMin}"),
        ];
    }

    private static IEnumerable<Finding> OfUser(string account, CredentialView user, DateTimeOffset now)
    {
        var resource = user.IsRoot ? $"root user of account {account}" : $"user {user.User} of account {account}";
        var oldest = now - CredentialAgeMax;
        foreach (var key in user.Keys)
        {
            if (user.IsRoot)
            {
                yield return new Finding(resource, $"it has access key {key.Number}", "delete it and use roles");
            }
            else if (key.RotatedAt is null || key.RotatedAt < oldest)
            {
                yield return new Finding(
                    resource,
                    key.RotatedAt is { } at
                        ? $"access key {key.Number} is {(now - at).TotalDays:0} days old"
                        : $"nobody knows how old access key {key.Number} is",
                    "make a new key, move to it, and delete the old one; better use a role");
            }
        }

        if ((user.HasPassword || user.IsRoot) && !user.HasMfa)
        {
            yield return new Finding(resource, "it signs in without a second factor", "turn MFA on");
        }

        if (user is { HasPassword: true, IsRoot: false, PasswordChangedAt: { } changed } && changed < oldest)
        {
            yield return new Finding(
                resource,
                $"its password is {(now - changed).TotalDays:0} days old",
                "change it, or take the password away");
        }
    }
}
