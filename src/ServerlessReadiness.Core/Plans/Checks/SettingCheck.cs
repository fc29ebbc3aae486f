using System.Globalization;
using ServerlessReadiness.Core.Actions.Settings;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What settings, restarts and armed floors must fulfil.</summary>
internal static class SettingCheck
{
    public static IEnumerable<PlanProblem> Check(Component component, string path)
    {
        if (component.Armed && component.Resource is not Resource.AutoScalingGroup)
        {
            yield return new(
                $"{path}.armed",
                $"{component.Resource.Label} cannot be armed: only groups have scheduled actions of ours",
                "set armed to false");
        }

        var problems = component.Resource is Resource.Setting setting
            ? Settings(component, setting, path)
            : component.Settings.Count > 0
                ? [new($"{path}.settings", $"{component.Resource.Label} has bounds, not settings", "remove them")]
                : [];
        foreach (var problem in problems)
        {
            yield return problem;
        }

        (string Name, RestartConsent? Consent)[] windows =
            [("restart", component.Restart), ("restartBack", component.RestartBack)];
        foreach (var (name, consent) in windows)
        {
            if (consent is not null && consent.Until <= consent.From)
            {
                yield return new(
                    $"{path}.{name}.until",
                    $"the restart window ends at {consent.Until:u}, not after its start at {consent.From:u}",
                    "put the end after the start");
            }
        }

        if (component is { Restart: { } there, RestartBack: { } back } && back.From < there.Until)
        {
            yield return new(
                $"{path}.restartBack.from",
                $"the way back opens at {back.From:u}, before the window of the way there ends at {there.Until:u}",
                "put it after the event");
        }
    }

    /// <summary>The settings that the service knows.</summary>
    public static IReadOnlyList<string> NamesFor(SettingService service) => service switch
    {
        SettingService.RdsInstance => ["class", "iops"],
        SettingService.EbsVolume => ["iops", "throughput"],
        SettingService.TableWarmThroughput => ["readUnits", "writeUnits"],
        SettingService.WebAclRateLimit => ["limit"],

        // Whatever the application reads below its path; the steps name what they set.
        SettingService.SsmParameters => [],
        _ => throw new System.Diagnostics.UnreachableException($"No settings for {service}."),
    };

    private static IEnumerable<PlanProblem> Settings(Component component, Resource.Setting setting, string path)
    {
        if (SettingFacts.IsForShedding(setting.Service))
        {
            if (component.Settings.Count > 0)
            {
                yield return new(
                    $"{path}.settings",
                    $"{setting.Label} is no capacity that the event raises",
                    "remove them; the runbooks' steps say what is set and when");
            }

            yield break;
        }

        var known = NamesFor(setting.Service);
        if (component.Settings.Count == 0)
        {
            yield return new(
                $"{path}.settings",
                $"nothing says what {setting.Label} is set to",
                $"give at least one of {string.Join(", ", known)}");
        }

        for (var i = 0; i < component.Settings.Count; i++)
        {
            var (name, value) = component.Settings[i];
            if (!known.Contains(name))
            {
                yield return new(
                    $"{path}.settings[{i}].name",
                    $"{setting.Label} has no setting \"{name}\"",
                    $"use one of {string.Join(", ", known)}");
            }
            else if (!IsValue(name, value))
            {
                yield return new(
                    $"{path}.settings[{i}].value",
                    $"\"{value}\" is no {name}",
                    name == "class" ? "write a class such as db.r6g.4xlarge" : "use a whole number above 0");
            }
        }

        foreach (var problem in PlanCheck.Duplicates(component.Settings, $"{path}.settings", "name", s => s.Name))
        {
            yield return problem;
        }

        if (setting.Service == SettingService.RdsInstance && component.Restart is null
            && component.Settings.Any(s => s.Name == "class"))
        {
            yield return new(
                $"{path}.restart",
                $"a new class restarts {setting.Label}, and nobody agreed to that",
                "add restart with approvedBy and a window, or leave the class alone");
        }
    }

    private static bool IsValue(string name, string value) => name == "class"
        ? value.StartsWith("db.", StringComparison.Ordinal) && value.Split('.') is [_, { Length: > 0 }, { Length: > 0 }]
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
}
