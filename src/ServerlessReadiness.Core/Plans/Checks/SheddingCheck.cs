using System.Text.RegularExpressions;
using ServerlessReadiness.Core.Actions.Automations;
using ServerlessReadiness.Core.Actions.Traffic;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What actions that shed load, and the user's own automation, must fulfil.</summary>
internal static partial class SheddingCheck
{
    private const int LimitMin = 10;
    private const int LimitMax = 2_000_000_000;
    private const int ParameterValueLengthMax = 4_096;
    private const int StatusMin = 200;
    private const int RedirectsFrom = 300;
    private const int ErrorsFrom = 400;
    private const int StatusMax = 599;

    public static IEnumerable<PlanProblem> Of(StepAction action, string path) => action switch
    {
        StepAction.MaintenanceOn on => Page(on, path),
        StepAction.FeatureReduce reduce => Values(reduce.Values, $"{path}.values", "parameter"),
        StepAction.ParameterSet set => Values(set.Values, $"{path}.values", "parameter"),
        StepAction.RateLimit { Limit: < LimitMin or > LimitMax } rate =>
            [new($"{path}.limit", $"a limit of {rate.Limit} is out of range", $"use {LimitMin} to {LimitMax}")],
        StepAction.ZoneAway away => [.. Zone(away.Zone, path), .. Length(away.ExpiresAfter, path)],
        StepAction.ZoneBack { Zone: { } zone } => Zone(zone, path),
        StepAction.SsmAutomation automation => Automation(automation, path),
        StepAction.LambdaInvoke invoke => Invocation(invoke, path),
        _ => [],
    };

    /// <summary>The resources that load is shed at.</summary>
    public static IEnumerable<PlanProblem> Of(Resource resource, string path) => resource switch
    {
        Resource.Listener listener => Listener(listener, path),
        Resource.Setting { Service: SettingService.SsmParameters } setting when !ParameterPath().IsMatch(setting.Id) =>
        [
            new(
                $"{path}.id",
                $"\"{setting.Id}\" is no path of parameters",
                "write one that starts with / and does not end with it, such as /shop/features"),
        ],
        Resource.Setting { Service: SettingService.WebAclRateLimit } setting => WebAcl(setting, path),
        _ => [],
    };

    private static IEnumerable<PlanProblem> Page(StepAction.MaintenanceOn on, string path)
    {
        if (on.Page is { } page)
        {
            if (page.Body.Length > FixedPage.BodyLengthMax)
            {
                yield return new(
                    $"{path}.page.body",
                    $"the page has {page.Body.Length} characters, and a load balancer answers with at most "
                        + $"{FixedPage.BodyLengthMax}",
                    "shorten it, or lead the name to a static site");
            }

            if (!PageTerms.ContentTypes.Contains(page.ContentType))
            {
                yield return new(
                    $"{path}.page.contentType",
                    $"a load balancer does not answer with \"{page.ContentType}\"",
                    $"use one of {string.Join(", ", PageTerms.ContentTypes)}");
            }

            if (page.Status is < StatusMin or (>= RedirectsFrom and < ErrorsFrom) or > StatusMax)
            {
                yield return new(
                    $"{path}.page.status", $"a page cannot have the status {page.Status}", "use 503, or 2xx, 4xx, 5xx");
            }
        }
        else if (on.Hosts.Count + on.Paths.Count > 0 || on.Bypass is not null)
        {
            yield return new(
                path,
                "hosts, paths and bypass belong to a listener's page, and the step has none",
                "add page, or remove them where a name leads to a static site");
        }

        foreach (var problem in Conditions(on, path))
        {
            yield return problem;
        }
    }

    private static IEnumerable<PlanProblem> Conditions(StepAction.MaintenanceOn on, string path)
    {
        if (PageTerms.Refusal(on.Hosts, on.Paths, on.Bypass) is { } refusal)
        {
            yield return new(path, refusal, "use fewer or shorter ones, or two steps");
        }

        for (var i = 0; i < on.Hosts.Count; i++)
        {
            if (!Host().IsMatch(on.Hosts[i]))
            {
                yield return new(
                    $"{path}.hosts[{i}]",
                    $"\"{on.Hosts[i]}\" is no host",
                    "write a name with a dot, without a port; * and ? stand for others, as in *.example.com");
            }
        }

        for (var i = 0; i < on.Paths.Count; i++)
        {
            if (!UrlPath().IsMatch(on.Paths[i]))
            {
                yield return new(
                    $"{path}.paths[{i}]", $"\"{on.Paths[i]}\" is no path", "start it with / or *, such as /search*");
            }
        }

        if (on.Bypass is { } header && (!HeaderName().IsMatch(header.Name) || Patterns.Wildcards(header.Value) > 0))
        {
            yield return new(
                $"{path}.bypass",
                $"the header {header} lets nobody through, or everybody",
                "use a header's name, and a value without * and ? that outsiders cannot guess");
        }
    }

    private static IEnumerable<PlanProblem> Values(EquatableList<SettingValue> values, string path, string what)
    {
        if (values.Count == 0)
        {
            yield return new(path, $"no {what} is named", "name at least one, with its value");
        }

        for (var i = 0; i < values.Count; i++)
        {
            var (name, value) = values[i];
            if (!ParameterName().IsMatch(name))
            {
                yield return new(
                    $"{path}[{i}].name", $"\"{name}\" is no {what}'s name", "use letters, digits, dots, hyphens and _");
            }

            if (value.Length is 0 or > ParameterValueLengthMax || value.Contains("{{", StringComparison.Ordinal))
            {
                yield return new(
                    $"{path}[{i}].value",
                    $"the value of {name} is empty, longer than {ParameterValueLengthMax} characters, or has {{{{",
                    "write one that Systems Manager takes");
            }
        }

        foreach (var problem in PlanCheck.Duplicates(values, path, "name", v => v.Name))
        {
            yield return problem;
        }
    }

    private static IEnumerable<PlanProblem> Zone(string zone, string path) => ZoneName().IsMatch(zone)
        ? []
        :
        [
            new(
                $"{path}.zone",
                $"\"{zone}\" is no Availability Zone's name",
                ZoneId().IsMatch(zone)
                    ? "that is a zone's id, which differs from account to account; use the name, such as eu-west-1a"
                    : "use one such as eu-west-1a"),
        ];

    private static IEnumerable<PlanProblem> Length(TimeSpan length, string path) =>
        length >= ZoneAwayRules.ShiftMin && length <= ZoneAwayRules.ShiftMax
            ? []
            : [new($"{path}.expiresAfter", $"a zonal shift cannot last {length}", "use 1m to 3d")];

    private static IEnumerable<PlanProblem> Automation(StepAction.SsmAutomation automation, string path)
    {
        (string Field, string? Name)[] documents =
            [("document", automation.Document), ("undoDocument", automation.UndoDocument)];
        foreach (var (field, name) in documents.Where(d => d.Name is not null && !Document().IsMatch(d.Name)))
        {
            yield return new(
                $"{path}.{field}", $"\"{name}\" is no document", "use an SSM Automation document's name or ARN");
        }

        if (automation.Version is { } version && !DocumentVersion().IsMatch(version))
        {
            yield return new($"{path}.version", $"\"{version}\" is no version", "use a number, $DEFAULT or $LATEST");
        }

        if (automation.Parameters.Count > 0)
        {
            foreach (var problem in Values(automation.Parameters, $"{path}.parameters", "parameter"))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<PlanProblem> Invocation(StepAction.LambdaInvoke invoke, string path)
    {
        if (!Function().IsMatch(invoke.Function))
        {
            yield return new(
                $"{path}.function",
                $"\"{invoke.Function}\" is no function",
                "use its name or ARN, with an alias or a version after a colon, such as drain:live");
        }

        if (FunctionPayload.Refusal(invoke.Payload) is { } refusal)
        {
            yield return new(
                $"{path}.payload",
                refusal,
                $"write a JSON object; {string.Join(", ", FunctionPayload.Added)} are added to it");
        }
    }

    private static IEnumerable<PlanProblem> Listener(Resource.Listener listener, string path)
    {
        if (!ListenerArn().IsMatch(listener.Arn))
        {
            yield return new(
                $"{path}.arn",
                $"\"{listener.Arn}\" is no listener of an Application Load Balancer",
                "use its ARN, which has :listener/app/ in it");
        }
        else if (listener.Arn.Split(':') is var parts && (parts[3] != listener.Region || parts[4] != listener.Account))
        {
            yield return new(
                $"{path}.arn",
                $"the listener is in account {parts[4]} and region {parts[3]}, the component in {listener.Account} and "
                    + listener.Region,
                "correct account and region");
        }
    }

    private static IEnumerable<PlanProblem> WebAcl(Resource.Setting setting, string path)
    {
        if (!WebAclId().IsMatch(setting.Id))
        {
            yield return new(
                $"{path}.id",
                $"\"{setting.Id}\" is no web ACL",
                "write regional/NAME/ID or cloudfront/NAME/ID, as the console shows them");
        }
        else if (setting.Id.StartsWith("cloudfront/", StringComparison.Ordinal) && setting.Region != "us-east-1")
        {
            yield return new(
                $"{path}.region", $"a web ACL of CloudFront is never in {setting.Region}", "set region: us-east-1");
        }
    }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex("^[A-Za-z0-9*?.-]*\\.[A-Za-z0-9*?.-]*\\z", Options, 1000)]
    private static partial Regex Host();

    [GeneratedRegex("^[/*][A-Za-z0-9_.$/~\"'@:+&*?=%-]*\\z", Options, 1000)]
    private static partial Regex UrlPath();

    [GeneratedRegex("^(?!(?i:host)\\z)[!#$%&'+.^_`|~0-9A-Za-z-]+\\z", Options, 1000)]
    private static partial Regex HeaderName();

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,128}\\z", Options, 1000)]
    private static partial Regex ParameterName();

    [GeneratedRegex("^(/[A-Za-z0-9_.-]+){1,14}\\z", Options, 1000)]
    private static partial Regex ParameterPath();

    [GeneratedRegex("^[a-z]{2,3}(-[a-z]+){1,3}-[0-9]{1,2}(-[a-z]+-[0-9]{1,2})?[a-z]\\z", Options, 1000)]
    private static partial Regex ZoneName();

    [GeneratedRegex("^[a-z]{3,5}[0-9]-az[0-9]\\z", Options, 1000)]
    private static partial Regex ZoneId();

    [GeneratedRegex("^[A-Za-z0-9_.:/-]{3,200}\\z", Options, 1000)]
    private static partial Regex Document();

    [GeneratedRegex("^(\\$DEFAULT|\\$LATEST|[1-9][0-9]{0,7})\\z", Options, 1000)]
    private static partial Regex DocumentVersion();

    [GeneratedRegex(
        "^(arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:)?[A-Za-z0-9_-]{1,64}"
        + "(:(\\$LATEST|[A-Za-z0-9_-]{1,128}))?\\z",
        Options,
        1000)]
    private static partial Regex Function();

    [GeneratedRegex(
        "^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:listener/app/"
        + "[A-Za-z0-9-]{1,32}/[0-9a-f]+/[0-9a-f]+\\z",
        Options,
        1000)]
    private static partial Regex ListenerArn();

    [GeneratedRegex("^(regional|cloudfront)/[A-Za-z0-9_-]{1,128}/[A-Za-z0-9_-]{1,36}\\z", Options, 1000)]
    private static partial Regex WebAclId();
}
