using System.Diagnostics;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Operators;

/// <summary>Which of a plan's roles a caller has.</summary>
public static class RoleMembership
{
    private const int ArnParts = 6;

    public static EquatableList<string> Of(IEnumerable<PlanRole> roles, Caller caller)
    {
        ArgumentNullException.ThrowIfNull(roles);
        ArgumentNullException.ThrowIfNull(caller);
        return EquatableList.From(roles.Where(r => r.Members.Any(m => Is(caller, m))).Select(r => r.Name));
    }

    private static bool Is(Caller caller, string member) => caller switch
    {
        Caller.Sns => false,
        Caller.Iam iam => iam.Arn == member || (RoleOf(iam.Arn) is { } role && role == RoleOf(member)),
        Caller.Jwt jwt => member == jwt.Subject || member == jwt.Mail || jwt.Groups.Contains(member),
        _ => throw new UnreachableException($"No row for {caller.GetType().Name}."),
    };

    /// <summary>
    /// The role behind an ARN, the same for the role and for each session of it: partition, account, name. A role's
    /// name is unique in its account whatever its path, and sessions do not show the path.
    /// </summary>
    private static string? RoleOf(string arn)
    {
        var parts = arn.Split(':', ArnParts);
        if (parts.Length != ArnParts || parts[0] != "arn")
        {
            return null;
        }

        var names = parts[5].Split('/');
        return (parts[2], names) switch
        {
            ("sts", ["assumed-role", var role, _]) => $"{parts[1]}:{parts[4]}:{role}",
            ("iam", ["role", .., var role]) => $"{parts[1]}:{parts[4]}:{role}",
            _ => null,
        };
    }
}
