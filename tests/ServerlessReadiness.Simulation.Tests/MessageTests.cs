using System.Globalization;
using System.Text.RegularExpressions;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Functions.Signals;
using ServerlessReadiness.Simulation.Alarms;
using ServerlessReadiness.Simulation.Lambda;
using ServerlessReadiness.Simulation.Messages;
using ServerlessReadiness.Simulation.Player;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Tests;

public sealed partial class MessageTests
{
    private const long T0 = 1_800_000_000_123;

    private readonly SimulatedAccount _account =
        new(SmallSale.Plan, WhatIf.AsPlanned, 0, new SimulatedChance(1), T0);

    [Fact]
    public void Every_alarm_of_the_board_is_read_from_its_message_and_matched_to_its_response()
    {
        var responses = SmallSale.Plan.Responses;
        foreach (var response in responses)
        {
            var component = _account.Find(response.Component!.Value)!;
            var machine = response.Model!.Measure == AlarmMeasure.StatusCheck
                ? ((SimulatedGroup)component.Units).Members[0]
                : null;
            var alarm = AlarmNaming.Make(response, component, machine, T0);
            for (var i = 0; i < 3; i++)
            {
                _ = alarm.Look(100, T0 + 60_000);
            }

            var payload = AlarmPayload.Sns(alarm, "id", T0 + 60_500);
            var read = Assert.IsType<Signal.AlarmChanged>(Assert.Single(SignalReader.Read(payload, SmallSale.Region)));

            Assert.Equal(AlarmStateValue.Alarm, read.Transition.State);
            Assert.Equal(alarm.Transition() with { Source = SignalSource.Sns }, read.Transition);
            Assert.Equal(alarm.Transition().DedupeKey, read.Transition.DedupeKey);
            var match = ResponseMatcher.Match(SmallSale.Plan, read.Transition);
            Assert.Equal((response.Name, component.Plan.Name), (match.Response?.Name, match.Component?.Name));
        }
    }

    /// <summary>The simulated functions have the limits that the template gives the real ones.</summary>
    [Theory]
    [InlineData("AlarmResponder")]
    [InlineData("Clock")]
    [InlineData("Executor")]
    [InlineData("LifecycleResponder")]
    [InlineData("OperatorCommands")]
    [InlineData("Api")]
    public void Functions_have_the_templates_limits(string name)
    {
        var template = File.ReadAllText(Path.Combine(Repository(), "template.yaml"));
        var text = template[template.IndexOf($"\n  {name}:\n", StringComparison.Ordinal)..];
        var setup = name switch
        {
            "AlarmResponder" => FunctionSetup.AlarmResponder,
            "Clock" => FunctionSetup.Clock,
            "LifecycleResponder" => FunctionSetup.LifecycleResponder,
            "OperatorCommands" => FunctionSetup.OperatorCommands,
            "Api" => FunctionSetup.Api,
            _ => FunctionSetup.Executor,
        };

        Assert.Equal(Figure(Timeout().Match(text)), setup.TimeLimit.TotalSeconds);
        Assert.Equal(Figure(Age().Match(text)), setup.EventAgeMax.TotalSeconds);
        Assert.Equal(Figure(Retries().Match(text)), setup.RetriesMax);
    }

    private static double Figure(Match match) =>
        double.Parse(match.Groups["figure"].Value, CultureInfo.InvariantCulture);

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "template.yaml")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No template.yaml above.");
        }

        return folder;
    }

    [GeneratedRegex(@"\n      Timeout: (?<figure>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Timeout();

    [GeneratedRegex(@"\n        MaximumEventAgeInSeconds: (?<figure>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Age();

    [GeneratedRegex(@"\n        MaximumRetryAttempts: (?<figure>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Retries();
}
