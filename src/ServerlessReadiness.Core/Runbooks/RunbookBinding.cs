using System.Collections.Frozen;
using System.Globalization;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Checks;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>
/// Fills a runbook's parameters into its typed actions. Which fields take one is a table: nothing else of an action can
/// be chosen by whoever starts a runbook, above all no document, no function and no resource.
/// </summary>
public static class RunbookBinding
{
    private static readonly EquatableList<BindableField> Table =
    [
        BindableField.Of<StepAction.CapacityRaise>(
            "by", ParameterType.Whole, (a, v) => a with { By = Number(v), ByPercent = null }),
        BindableField.Of<StepAction.CapacityRaise>(
            "byPercent", ParameterType.Percent, (a, v) => a with { ByPercent = Number(v), By = null }),
        BindableField.Of<StepAction.CapacityFloor>("floor", ParameterType.Whole, (a, v) => a with { Floor = Number(v) }),
        BindableField.Of<StepAction.InstanceQuarantine>(
            "securityGroup", ParameterType.Text, (a, v) => a with { SecurityGroupId = v }, "securityGroupId"),
        BindableField.Of<StepAction.Notify>("subject", ParameterType.Text, (a, v) => a with { Subject = v }),
        BindableField.Of<StepAction.Notify>("text", ParameterType.Text, (a, v) => a with { Text = v }),
        BindableField.Of<StepAction.Pause>("for", ParameterType.Duration, (a, v) => a with { For = Span(v) }),
        BindableField.Of<StepAction.DnsShift>(
            "to", ParameterType.Text, (a, v) => a with { Shares = [new EndpointShare(v, 100)] }, "shares"),
        BindableField.Of<StepAction.DnsShift>(
            "stepPercent", ParameterType.Percent, (a, v) => a with { StepPercent = Number(v) }),
        BindableField.Of<StepAction.DnsShift>("soak", ParameterType.Duration, (a, v) => a with { Soak = Span(v) }),
        BindableField.Of<StepAction.DnsRestore>(
            "stepPercent", ParameterType.Percent, (a, v) => a with { StepPercent = Number(v) }),
        BindableField.Of<StepAction.DnsRestore>("soak", ParameterType.Duration, (a, v) => a with { Soak = Span(v) }),
        BindableField.Of<StepAction.DnsFailover>("endpoint", ParameterType.Text, (a, v) => a with { Endpoint = v }),
        BindableField.Of<StepAction.RateLimit>("limit", ParameterType.Whole, (a, v) => a with { Limit = Number(v) }),
        BindableField.Of<StepAction.ZoneAway>("zone", ParameterType.Text, (a, v) => a with { Zone = v }),
        BindableField.Of<StepAction.ZoneAway>(
            "expiresAfter", ParameterType.Duration, (a, v) => a with { ExpiresAfter = Span(v) }),
        BindableField.Of<StepAction.ZoneBack>("zone", ParameterType.Text, (a, v) => a with { Zone = v }),
    ];

    /// <summary>For a start that gives no parameters, such as an alarm's or a contingency's.</summary>
    public static FrozenDictionary<string, string> NothingGiven => FrozenDictionary<string, string>.Empty;

    /// <summary>The fields of an action that take a parameter.</summary>
    public static EquatableList<string> FieldsOf(StepAction action) =>
        EquatableList.From(Rows(action).Select(f => f.Name));

    /// <summary>What a field takes; null when it takes no parameter.</summary>
    public static ParameterType? TypeOf(StepAction action, string field) => Find(action, field)?.Type;

    /// <summary>The compiled action's path of a field.</summary>
    internal static string? PathOf(StepAction action, string field) => Find(action, field)?.Path;

    /// <summary>Fills in what is given, and defaults for what is not. Everything that does not fit is said at once.
    /// </summary>
    public static RunbookBound Bind(Runbook runbook, IReadOnlyDictionary<string, string> given)
    {
        ArgumentNullException.ThrowIfNull(runbook);
        ArgumentNullException.ThrowIfNull(given);
        var values = runbook.Parameters
            .Select(p => (Parameter: p, Text: given.GetValueOrDefault(p.Name) ?? p.Default))
            .ToList();
        var problems = given.Keys
            .Where(k => runbook.Parameters.All(p => p.Name != k))
            .Order(StringComparer.Ordinal)
            .Select(k => $"runbook {runbook.Name} has no parameter \"{k}\"; {Known(runbook)}")
            .Concat(values.Select(v => Problem(v.Parameter, v.Text)).OfType<string>())
            .ToList();
        if (problems.Count > 0)
        {
            return new RunbookBound(null, [], null, string.Join(" ", problems));
        }

        var filled = EquatableList.From(values
            .Where(v => v.Text is not null)
            .Select(v => new SettingValue(v.Parameter.Name, v.Text!)));
        var bound = runbook with { Steps = EquatableList.From(runbook.Steps.Select(s => Filled(s, filled))) };
        var instance = filled.FirstOrDefault(v => v.Name == RunbookParameter.InstanceName)?.Value;
        var wrong = string.Join(" ", bound.Steps.SelectMany(s => RunbookCheck.Action(s.Do, s.Name)).Select(p => $"{p}"));
        return wrong.Length > 0
            ? new RunbookBound(null, [], null, wrong)
            : new RunbookBound(bound, filled, instance is null ? null : InstanceId.Parse(instance), "");
    }

    private static string? Problem(RunbookParameter parameter, string? text) => text switch
    {
        // Which instance is meant may also come from the alarm; the action says so where it needs one.
        null when parameter.Name == RunbookParameter.InstanceName => null,
        null => $"parameter {parameter.Name} is missing; give it a value.",
        _ when ParameterText.Problem(parameter, text) is { } problem => $"parameter {parameter.Name}: {problem}.",
        _ when parameter.Name == RunbookParameter.InstanceName && !InstanceId.TryParse(text, out _) =>
            $"parameter {parameter.Name}: \"{text}\" is no instance's id; {InstanceId.Rule}.",
        _ => null,
    };

    private static RunbookStep Filled(RunbookStep step, EquatableList<SettingValue> values)
    {
        var action = step.Do;
        foreach (var binding in step.Bindings)
        {
            if (Find(action, binding.Field) is { } field
                && values.FirstOrDefault(v => v.Name == binding.Parameter) is { } value)
            {
                action = field.Set(action, value.Value);
            }
        }

        return step with { Do = action, Bindings = [] };
    }

    private static string Known(Runbook runbook) => runbook.Parameters.Count == 0
        ? "it takes none."
        : $"use {string.Join(", ", runbook.Parameters.Select(p => p.Name))}.";

    private static IEnumerable<BindableField> Rows(StepAction action) => Table.Where(f => f.Action == action.GetType());

    private static BindableField? Find(StepAction action, string field) =>
        Rows(action).FirstOrDefault(f => f.Name == field);

    // What is set was found to fit before.
    private static int Number(string text) =>
        ParameterText.Percent(text) ?? throw new FormatException(
            string.Create(CultureInfo.InvariantCulture, $"\"{text}\" is no number."));

    private static TimeSpan Span(string text) =>
        ParameterText.Duration(text) ?? throw new FormatException(
            string.Create(CultureInfo.InvariantCulture, $"\"{text}\" is no duration."));
}
