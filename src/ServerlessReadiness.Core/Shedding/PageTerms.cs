using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.Shedding;

/// <summary>What Elastic Load Balancing demands of a page's rules, and what caches do with a page.</summary>
public static class PageTerms
{
    /// <summary>The longest pattern, and the longest value of a header.</summary>
    public const int PatternLengthMax = 128;

    /// <summary>A header's name.</summary>
    public const int HeaderNameLengthMax = 40;

    /// <summary>Values of all conditions of one rule together.</summary>
    public const int ConditionValuesMax = 5;

    /// <summary>Wildcards of all conditions of one rule together.</summary>
    public const int WildcardsMax = 6;

    public const int PriorityMax = 50_000;

    /// <summary>
    /// A fixed response carries no Cache-Control, so a CDN decides by itself how long it keeps one: CloudFront's error
    /// caching minimum TTL is 10 s unless the distribution says otherwise.
    /// </summary>
    public const string CdnWords = "a CDN in front may go on answering with it after it is gone: CloudFront keeps an "
        + "error for 10 s unless its error caching minimum TTL says otherwise";

    public static IReadOnlyList<string> ContentTypes { get; } =
        ["text/plain", "text/css", "text/html", "application/javascript", "application/json"];

    /// <summary>Why Elastic Load Balancing would refuse a rule with these conditions; null when it would not.</summary>
    public static string? Refusal(EquatableList<string> hosts, EquatableList<string> paths, SettingValue? header)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        ArgumentNullException.ThrowIfNull(paths);
        string[] values = [.. hosts, .. paths, .. header is null ? [] : new[] { header.Value }];
        return values switch
        {
            _ when values.FirstOrDefault(v => v.Length is 0 or > PatternLengthMax) is { } wrong =>
                $"\"{wrong}\" has {wrong.Length} characters, and a condition takes 1 to {PatternLengthMax}",
            _ when header is { Name.Length: 0 or > HeaderNameLengthMax } =>
                $"the header's name has {header.Name.Length} characters, and may have 1 to {HeaderNameLengthMax}",
            { Length: > ConditionValuesMax } =>
                $"{values.Length} hosts, paths and header values are more than the {ConditionValuesMax} of one rule",
            _ when values.Sum(Patterns.Wildcards) is > WildcardsMax and var wildcards =>
                $"{wildcards} wildcards are more than the {WildcardsMax} of one rule",
            _ => null,
        };
    }
}
