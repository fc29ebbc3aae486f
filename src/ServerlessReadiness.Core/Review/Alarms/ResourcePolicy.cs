using System.IO.Enumeration;
using System.Text.Json;

namespace ServerlessReadiness.Core.Review.Alarms;

/// <summary>
/// Whether a resource's policy lets a service make a call. Knows the conditions that such policies have; what it does
/// not know makes it unsure rather than wrong.
/// </summary>
public static class ResourcePolicy
{
    /// <param name="policy">The policy as JSON.</param>
    /// <param name="call">The call.</param>
    public static PolicyAnswer Judge(string? policy, PolicyCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (string.IsNullOrWhiteSpace(policy))
        {
            return PolicyAnswer.Silent;
        }

        try
        {
            using var document = JsonDocument.Parse(policy);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("Statement", out var statements)
                ? Combine([.. Each(statements).Select(s => Judge(s, call))])
                : PolicyAnswer.Silent;
        }
        catch (JsonException)
        {
            return PolicyAnswer.Unsure;
        }
    }

    /// <summary>A denial beats everything; one that may apply leaves doubt, as does a permission that may.</summary>
    private static PolicyAnswer Combine(List<(bool IsDenial, bool? Applies)> statements) =>
        statements.Exists(s => s is { IsDenial: true, Applies: true }) ? PolicyAnswer.Denies
        : statements.Exists(s => s is { IsDenial: true, Applies: null }) ? PolicyAnswer.Unsure
        : statements.Exists(s => s is { IsDenial: false, Applies: true }) ? PolicyAnswer.Lets
        : statements.Exists(s => s is { IsDenial: false, Applies: null }) ? PolicyAnswer.Unsure
        : PolicyAnswer.Silent;

    private static (bool IsDenial, bool? Applies) Judge(JsonElement statement, PolicyCall call)
    {
        if (statement.ValueKind != JsonValueKind.Object)
        {
            return (false, false);
        }

        var isDenial = Text(statement, "Effect") == "Deny";
        var fits = Principal(statement, call)
            && Names(statement, "Action", call.Action, "NotAction")
            && Names(statement, "Resource", call.Resource, "NotResource");
        return (isDenial, fits ? Conditions(statement, call) : false);
    }

    private static bool Principal(JsonElement statement, PolicyCall call)
    {
        if (statement.TryGetProperty("NotPrincipal", out var others))
        {
            return !IsNamed(others, call.Service);
        }

        return statement.TryGetProperty("Principal", out var principal) && IsNamed(principal, call.Service);
    }

    // Everybody, as SNS's own first policy has it, includes services; an account's root does not.
    private static bool IsNamed(JsonElement principal, string service) => principal.ValueKind switch
    {
        JsonValueKind.String => principal.GetString() == "*",
        JsonValueKind.Object => Values(principal, "Service").Any(s => s == "*" || s == service)
            || Values(principal, "AWS").Any(a => a == "*"),
        _ => false,
    };

    private static bool Names(JsonElement statement, string key, string value, string notKey) =>
        statement.TryGetProperty(notKey, out _)
            ? !Values(statement, notKey).Any(p => Matches(p, value))
            : !statement.TryGetProperty(key, out _) || Values(statement, key).Any(p => Matches(p, value));

    private static bool? Conditions(JsonElement statement, PolicyCall call)
    {
        if (!statement.TryGetProperty("Condition", out var conditions) || conditions.ValueKind != JsonValueKind.Object)
        {
            return true;
        }

        bool? all = true;
        foreach (var test in conditions.EnumerateObject())
        {
            foreach (var key in test.Value.EnumerateObject())
            {
                var one = Holds(test.Name, key.Name, [.. Each(key.Value).Select(v => v.ToString())], call);
                if (one == false)
                {
                    return false;
                }

                all = one is null ? null : all;
            }
        }

        return all;
    }

    /// <summary>Null when it cannot be told.</summary>
    private static bool? Holds(string test, string key, IReadOnlyList<string> values, PolicyCall call)
    {
        var actual = key.ToUpperInvariant() switch
        {
            "AWS:SOURCEACCOUNT" or "AWS:SOURCEOWNER" => call.SourceAccount,
            "AWS:SOURCEARN" => call.SourceArn,
            "AWS:SECURETRANSPORT" => "true",
            "AWS:PRINCIPALISAWSSERVICE" => "true",
            "AWS:PRINCIPALSERVICENAME" => call.Service,

            // A service's call has no principal's ARN. What must equal one does not hold, what must not does.
            "AWS:PRINCIPALARN" => "",
            _ => null,
        };
        if (actual is null)
        {
            return null;
        }

        return Plain(test) switch
        {
            "STRINGEQUALS" => values.Contains(actual, StringComparer.Ordinal),
            "STRINGEQUALSIGNORECASE" or "BOOL" => values.Contains(actual, StringComparer.OrdinalIgnoreCase),
            "STRINGLIKE" or "ARNLIKE" or "ARNEQUALS" => values.Any(v => Matches(v, actual, ignoreCase: false)),
            "STRINGNOTEQUALS" => !values.Contains(actual, StringComparer.Ordinal),
            "STRINGNOTLIKE" or "ARNNOTLIKE" or "ARNNOTEQUALS" => !values.Any(v => Matches(v, actual, ignoreCase: false)),
            _ => null,
        };
    }

    private static string Plain(string test)
    {
        var upper = test.ToUpperInvariant();
        return upper.EndsWith("IFEXISTS", StringComparison.Ordinal) ? upper[..^"IFEXISTS".Length] : upper;
    }

    private static bool Matches(string pattern, string value, bool ignoreCase = true) =>
        FileSystemName.MatchesSimpleExpression(pattern, value, ignoreCase);

    private static IEnumerable<string> Values(JsonElement parent, string key) =>
        parent.TryGetProperty(key, out var found) ? Each(found).Select(v => v.ToString()) : [];

    private static JsonElement[] Each(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? [.. element.EnumerateArray()] : [element];

    private static string? Text(JsonElement element, string key) =>
        element.TryGetProperty(key, out var found) ? found.ToString() : null;
}
