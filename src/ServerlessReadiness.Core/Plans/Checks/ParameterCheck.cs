using System.Text.RegularExpressions;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Plans.Checks;

/// <summary>What a runbook's parameters must fulfil.</summary>
internal static partial class ParameterCheck
{
    /// <summary>What a message fills in by itself, so no parameter may take the name.</summary>
    private static readonly string[] Taken = ["component", "alarm", "reason"];

    public static IEnumerable<PlanProblem> Check(Runbook runbook, string path) =>
    [
        .. runbook.Parameters.SelectMany((p, i) => One(p, $"{path}.parameters[{i}]")),
        .. PlanCheck.Duplicates(runbook.Parameters, $"{path}.parameters", "name", p => p.Name),
    ];

    private static IEnumerable<PlanProblem> One(RunbookParameter parameter, string path)
    {
        if (!NameShape().IsMatch(parameter.Name) || Taken.Contains(parameter.Name))
        {
            yield return new(
                $"{path}.name",
                $"\"{parameter.Name}\" does not fit as a parameter's name",
                $"use 1 to 32 letters and digits, a small letter first, and none of {string.Join(", ", Taken)}");
        }

        var isNumber = parameter.Type is ParameterType.Whole or ParameterType.Percent;
        if (!isNumber && (parameter.Minimum ?? parameter.Maximum) is not null)
        {
            yield return new(path, $"a {parameter.Type} has no minimum or maximum", "remove them");
        }

        if (parameter.Minimum > parameter.Maximum)
        {
            yield return new(
                $"{path}.minimum",
                $"the minimum of {parameter.Minimum} is above the maximum of {parameter.Maximum}",
                "let it be at most the maximum");
        }

        if (parameter is { Name: RunbookParameter.InstanceName, Type: not ParameterType.Text })
        {
            yield return new($"{path}.type", "the parameter instance is an instance's id", "use text");
        }

        if (parameter.Default is { } text && ParameterText.Problem(parameter, text) is { } problem)
        {
            yield return new($"{path}.default", problem, "correct the default, or leave it out");
        }

        for (var i = 0; i < parameter.Allowed.Count; i++)
        {
            if (ParameterText.Problem(parameter with { Allowed = [] }, parameter.Allowed[i]) is { } unfit)
            {
                yield return new($"{path}.allowed[{i}]", unfit, "correct it, or leave it out");
            }
        }
    }

    [GeneratedRegex("^[a-z][a-zA-Z0-9]{0,31}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameShape();
}
