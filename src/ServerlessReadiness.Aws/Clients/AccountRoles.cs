using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace ServerlessReadiness.Aws.Clients;

/// <summary>
/// Which role to assume in which account. Comes from the template, never from a plan: who may edit a plan must not
/// thereby choose the identity that acts.
/// </summary>
public sealed partial class AccountRoles
{
    /// <summary>The template parameter that fills <see cref="Variable"/>.</summary>
    public const string TemplateParameter = "AccountRoles";

    public const string Variable = "READINESS_ACCOUNT_ROLES";

    /// <summary>One entry, for messages.</summary>
    public const string EntryForm = "ACCOUNT=ROLE_ARN or ACCOUNT=ROLE_ARN|EXTERNAL_ID";

    private readonly FrozenDictionary<string, AccountRole> _byAccount;

    public AccountRoles(IReadOnlyDictionary<string, AccountRole> byAccount) =>
        _byAccount = byAccount.ToFrozenDictionary();

    public static AccountRoles None { get; } = new(new Dictionary<string, AccountRole>());

    /// <summary>
    /// Reads entries of <see cref="EntryForm"/>, separated by white space (external ids may hold commas).
    /// </summary>
    /// <exception cref="FormatException">Names the entry and what is wrong with it.</exception>
    public static AccountRoles Parse(string? text)
    {
        var roles = new Dictionary<string, AccountRole>();
        foreach (var entry in (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (Entry().Match(entry) is not { Success: true } match)
                throw new FormatException($"{Variable}: \"{entry}\" is not {EntryForm}; correct the template "
                    + $"parameter {TemplateParameter}.");

            var account = match.Groups["account"].Value;
            var externalId = match.Groups["externalId"];
            var role = new AccountRole(match.Groups["arn"].Value, externalId.Success ? externalId.Value : null);
            if (match.Groups["owner"].Value != account)
                throw new FormatException($"{Variable}: account {account} is given the role {role.Arn} of another "
                    + $"account; correct the template parameter {TemplateParameter}.");
            if (!roles.TryAdd(account, role))
                throw new FormatException($"{Variable}: account {account} has two roles; keep one in the template "
                    + $"parameter {TemplateParameter}.");
        }

        return new AccountRoles(roles);
    }

    public AccountRole? Find(string account) => _byAccount.GetValueOrDefault(account);

    [GeneratedRegex(
        @"^(?<account>\d{12})=(?<arn>arn:aws[a-z-]*:iam::(?<owner>\d{12}):role/[\w+=,.@/-]{1,512})"
            + @"(\|(?<externalId>[\w+=,.@:/-]{2,1224}))?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Entry();
}
