using System.Diagnostics;
using System.Globalization;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.Actions.Settings;

/// <summary>What each service lets be done with each of its settings.</summary>
internal static class SettingFacts
{
    /// <summary>How a setting reads that the resource does not have now.</summary>
    public const string Unset = "none";

    /// <summary>The pace of looking at a change that a service takes minutes or hours for.</summary>
    public static readonly TimeSpan BusyPace = TimeSpan.FromMinutes(3);

    /// <summary>A service may take this long to show that it has begun a change.</summary>
    public static readonly TimeSpan BeginsWithin = TimeSpan.FromMinutes(2);

    /// <summary>Whether the resource is away for some minutes while the setting changes.</summary>
    public static bool Restarts(SettingService service, string name) => service switch
    {
        SettingService.RdsInstance => name == "class",
        SettingService.EbsVolume or SettingService.TableWarmThroughput => false,
        SettingService.SsmParameters or SettingService.WebAclRateLimit => false,
        _ => throw new UnreachableException($"No row for {service}."),
    };

    /// <summary>Whether the setting can only grow.</summary>
    public static bool OnlyGrows(SettingService service, string name) => service switch
    {
        SettingService.TableWarmThroughput => true,
        SettingService.RdsInstance => name is "storage",
        SettingService.EbsVolume => name is "size",
        SettingService.SsmParameters or SettingService.WebAclRateLimit => false,
        _ => throw new UnreachableException($"No row for {service}."),
    };

    /// <summary>Whether the resource is no capacity but a way to do less: features, a rate limit.</summary>
    public static bool IsForShedding(SettingService service) => service switch
    {
        SettingService.SsmParameters or SettingService.WebAclRateLimit => true,
        SettingService.RdsInstance or SettingService.EbsVolume or SettingService.TableWarmThroughput => false,
        _ => throw new UnreachableException($"No row for {service}."),
    };

    /// <summary>
    /// Whether a setting can be taken away again, so that it reads <see cref="Unset"/> as before: the rate rule is ours
    /// alone. A class or a number of IOPS is never absent once it is set.
    /// </summary>
    public static bool CanUnset(SettingService service) => service == SettingService.WebAclRateLimit;

    /// <summary>What a person should know before the setting is changed; empty for nothing.</summary>
    public static string Warning(SettingService service) => service switch
    {
        SettingService.TableWarmThroughput => "; it cannot be lowered again",
        SettingService.EbsVolume => "; the volume cannot be changed again for six hours",
        SettingService.RdsInstance or SettingService.SsmParameters or SettingService.WebAclRateLimit => "",
        _ => throw new UnreachableException($"No row for {service}."),
    };

    /// <summary>Whether two values of a setting say the same, as 12000 and 12,000.0 never do but 12000 and 012000.
    /// </summary>
    public static bool Same(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase)
        || (Number(left) is { } l && Number(right) is { } r && l == r);

    /// <summary>Whether both are numbers and the first is the larger; a class is neither larger nor smaller.</summary>
    public static bool IsMore(string left, string right) =>
        Number(left) is { } l && Number(right) is { } r && l > r;

    /// <summary>The settings, before and after, that a change to these values makes.</summary>
    public static Change.SetSettings ChangeTo(SettingSnapshot seen, IReadOnlyList<SettingValue> values) => new(
        EquatableList.From(values.Select(v => new SettingValue(v.Name, seen.Find(v.Name) ?? Unset))),
        EquatableList.From(values));

    /// <summary>
    /// Why a change that restarts the resource may not begin now; null when a person agreed to it and its window is
    /// open, or when nothing restarts.
    /// </summary>
    public static string? RestartForbidden(
        RestartConsent? consented,
        Resource.Setting resource,
        IEnumerable<SettingValue> values,
        DateTimeOffset now)
    {
        var restarts = values.Where(v => Restarts(resource.Service, v.Name)).ToList();
        return (restarts, consented) switch
        {
            ([], _) => null,
            (_, null) => $"{string.Join(", ", restarts)} restarts {resource.Label} and nobody agreed to that; name in "
                + "the plan who agrees and when",
            (_, { } consent) when now < consent.From || now >= consent.Until =>
                $"{string.Join(", ", restarts)} restarts {resource.Label}, and {consent.ApprovedBy} agreed to that "
                + $"from {consent.From:u} to {consent.Until:u} only; agree on a window and change the plan",
            _ => null,
        };
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
