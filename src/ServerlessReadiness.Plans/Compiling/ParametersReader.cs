using System.Text.RegularExpressions;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Plans.Shapes;
using ServerlessReadiness.Plans.Yaml;

namespace ServerlessReadiness.Plans.Compiling;

/// <summary>Reads a runbook's parameters, and where its steps refer to them.</summary>
internal static partial class ParametersReader
{
    public static EquatableList<RunbookParameter> Read(Compilation all, Section runbook, string compiled) =>
        EquatableList.From(runbook.Entries("parameters").Select((entry, i) =>
        {
            var section = all.Open(entry.Value, ResponseShapes.Parameter, $"{compiled}.parameters[{i}]");
            return new RunbookParameter(
                entry.Key,
                section.Choice("type", Words.ParameterTypes) is { } word ? (ParameterType)word : ParameterType.Text,
                section.Text("default"),
                EquatableList.From(section.Texts("allowed")),
                section.Whole("min"),
                section.Whole("max"));
        }));

    /// <summary>
    /// The step with a value in place of each <c>$name</c> of its action: the parameter's default, or until it is given
    /// any value that fits. So what reads actions need not know of parameters.
    /// </summary>
    public static (YamlNode Plain, EquatableList<ParameterBinding> Bindings) Substitute(
        YamlNode step,
        EquatableList<RunbookParameter> parameters)
    {
        if (step is not YamlNode.Mapping mapping)
        {
            return (step, []);
        }

        var bindings = new List<ParameterBinding>();
        var entries = mapping.Entries.Select(entry => Plain(entry, parameters, bindings)).ToArray();
        return bindings.Count == 0
            ? (step, [])
            : (new YamlNode.Mapping(mapping.At, mapping.NamedAt, mapping.Path, entries), EquatableList.From(bindings));
    }

    private static YamlEntry Plain(
        YamlEntry entry,
        EquatableList<RunbookParameter> parameters,
        List<ParameterBinding> bindings)
    {
        var key = ResponseShapes.Step.Keys.FirstOrDefault(k => k.Name == entry.Key && IsOfAction(k));
        if (key is null || entry.Value is not YamlNode.Scalar scalar || !Reference().IsMatch(scalar.Text))
        {
            return entry;
        }

        var name = scalar.Text[1..];
        bindings.Add(new ParameterBinding(entry.Key, name));
        var parameter = parameters.FirstOrDefault(p => p.Name == name);
        var likely = parameter?.Default ?? (parameter is { Allowed: [var first, ..] } ? first : null);
        var fits = likely is not null && parameter!.Type == TypeOf(key.Type)
            && ParameterText.Problem(parameter, likely) is null;
        return entry with
        {
            Value = new YamlNode.Scalar(
                scalar.At,
                scalar.NamedAt,
                scalar.Path,
                fits ? likely! : key.Example,
                isQuoted: true),
        };
    }

    private static ParameterType TypeOf(KeyType type) => type switch
    {
        KeyType.Whole => ParameterType.Whole,
        KeyType.Percent => ParameterType.Percent,
        KeyType.Duration => ParameterType.Duration,
        _ => ParameterType.Text,
    };

    private static bool IsOfAction(Key key) =>
        key.Compiled is { } compiled && compiled.StartsWith("do.", StringComparison.Ordinal) && compiled != "do.action";

    [GeneratedRegex("^\\$[a-z][a-zA-Z0-9]*\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
