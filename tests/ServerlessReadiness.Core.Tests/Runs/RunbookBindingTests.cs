using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Runs;

/// <summary>Parameters of runbooks, from what is given to the typed action.</summary>
public sealed class RunbookBindingTests
{
    private static readonly RunbookParameter Share = new("share", ParameterType.Percent, "50%", [], 10, 200);
    private static readonly RunbookParameter Pause = new("pause", ParameterType.Duration, null, [], null, null);

    [Fact]
    public void What_is_given_fills_the_action_and_what_is_not_has_its_default()
    {
        var bound = Bind(("pause", "1h30m"));
        Assert.Equal("", bound.Reason);
        Assert.Equal(
            [new StepAction.CapacityRaise(ByPercent: 50), new StepAction.Pause(TimeSpan.FromMinutes(90))],
            bound.Runbook!.Steps.Select(s => s.Do));
        Assert.Equal([new("share", "50%"), new("pause", "1h30m")], bound.Values);
        Assert.Equal(
            new StepAction.CapacityRaise(ByPercent: 120),
            Bind(("pause", "5m"), ("share", "120")).Runbook!.Steps[0].Do);
    }

    [Theory]
    [InlineData("pause", null, "parameter pause is missing")]
    [InlineData("pause", "90", "\"90\" is no duration")]
    [InlineData("pause", "0s", "\"0s\" is no duration")]
    [InlineData("pause", "8d", "is no time to wait")]
    [InlineData("share", "half", "\"half\" is no whole percentage")]
    [InlineData("share", "5%", "5 is below the minimum of 10")]
    [InlineData("share", "201%", "201 is above the maximum of 200")]
    [InlineData("percent", "50%", "runbook grow has no parameter \"percent\"; use share, pause")]
    public void What_does_not_fit_is_refused_by_name(string name, string? value, string words)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal) { ["pause"] = "5m" };
        given[name] = value ?? "";
        given = value is null ? new(StringComparer.Ordinal) : given;
        var bound = RunbookBinding.Bind(Grow, given);
        Assert.Null(bound.Runbook);
        Assert.Contains(words, bound.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_does_not_fit_is_said_at_once()
    {
        var bound = Bind(("pause", "soon"), ("share", "many"), ("other", "x"));
        Assert.Equal(3, new[] { "soon", "many", "other" }.Count(w => bound.Reason.Contains(w, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("tokyo", true)]
    [InlineData("osaka", false)]
    public void Only_allowed_values_are_taken(string value, bool fits)
    {
        var to = new RunbookParameter("to", ParameterType.Text, null, ["tokyo", "seoul"], null, null);
        Assert.Equal(fits, ParameterText.Problem(to, value) is null);
    }

    [Theory]
    [InlineData("i-0abc1234", true)]
    [InlineData("web-1", false)]
    public void A_parameter_named_instance_says_which_one_the_run_is_about(string value, bool fits)
    {
        var runbook = BuiltInRunbooks.Find(Plan(Make.Component()), BuiltInRunbooks.HealInstanceName, Make.Component())!;
        var given = new Dictionary<string, string>(StringComparer.Ordinal) { ["instance"] = value };
        Assert.Equal(fits ? value : null, RunbookBinding.Bind(runbook, given).Instance?.Value);
        Assert.NotNull(RunbookBinding.Bind(runbook, new Dictionary<string, string>(StringComparer.Ordinal)).Runbook);
    }

    [Fact]
    public void A_message_names_the_parameters_and_leaves_what_stands_in_them_as_it_is()
    {
        var run = Make.Run(new StepAction.Notify("{to}", "{to} {other} {reason}"), null) with
        {
            Parameters = [new("to", "{alarm}")],
        };
        var decision = RunDecider.Next(run, Make.Component(), Core.Actions.Observation.Nothing(Make.T0), Make.T0);
        var message = Assert.IsType<Core.Actions.Change.Publish>(Assert.IsType<RunMove.Perform>(decision.Move).Change);
        Assert.Equal(("{alarm}", "{alarm} {other} started"), (message.Subject, message.Text));
    }

    /// <summary>No function, document or resource can be chosen by whoever starts a runbook.</summary>
    [Fact]
    public void Only_fields_of_the_table_take_a_parameter()
    {
        Assert.Empty(RunbookBinding.FieldsOf(new StepAction.LambdaInvoke("f", "{}")));
        Assert.Empty(RunbookBinding.FieldsOf(new StepAction.SsmAutomation("d", null, [])));
        Assert.Null(RunbookBinding.TypeOf(new StepAction.CapacityRaise(By: 1), "floor"));
    }

    internal static CompiledPlan Plan(params Component[] components) => new(
        Alarmed.Event,
        "Spring sale",
        "Etc/UTC",
        [new(Make.T0.AddYears(-1), TimeSpan.Zero, "UTC")],
        new EventSchedule(Make.T0, Make.T0.AddHours(1), Make.T0.AddHours(5), Make.T0.AddHours(8)),
        EquatableList.From(components),
        [],
        [],
        TimeSpan.FromMinutes(15));

    private static Runbook Grow { get; } = new(
        RunbookName.Parse("grow"),
        [
            new RunbookStep("raise", new StepAction.CapacityRaise(ByPercent: 10), TimeSpan.FromMinutes(5))
            {
                Bindings = [new("byPercent", "share")],
            },
            new RunbookStep("pause", new StepAction.Pause(TimeSpan.FromMinutes(1)), TimeSpan.FromHours(2))
            {
                Bindings = [new("for", "pause")],
            },
        ])
    {
        Parameters = [Share, Pause],
    };

    private static RunbookBound Bind(params (string Name, string Value)[] given) =>
        RunbookBinding.Bind(Grow, given.ToDictionary(g => g.Name, g => g.Value, StringComparer.Ordinal));
}
