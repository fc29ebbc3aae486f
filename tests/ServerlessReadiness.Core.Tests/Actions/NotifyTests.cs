using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

public sealed class NotifyTests
{
    [Fact]
    public void The_placeholders_are_filled_and_unknown_ones_stay()
    {
        var message = Message(new("{component} hurts", "{alarm} on {instance}: {reason} {unknown}"));
        Assert.Equal("front hurts", message.Subject);
        Assert.Equal("front cpu on i-00000002: started {unknown}", message.Text);
        Assert.Equal("01ARZ3NDEKTSV4RRFFQ69G5FAV/step", message.Token);
    }

    [Fact]
    public void A_placeholder_inside_an_alarms_name_stays_text()
    {
        var trigger = new RunTrigger.ByAlarm(AlarmId.Of("r", "1", "odd {reason}"), Make.T0, "odd");
        Assert.Equal("odd {reason}", Message(new("s", "{alarm}"), trigger).Text);
    }

    [Fact]
    public void A_run_of_an_operator_has_no_alarm() =>
        Assert.Equal("no alarm (operator kim)", Message(new("s", "{alarm}"), new RunTrigger.ByOperator("kim")).Text);

    [Theory]
    [InlineData("line\nbreak", "line?break")]
    [InlineData("경보 front", "?? front")]
    [InlineData("   ", "Readiness: front")]
    public void The_subject_is_what_SNS_takes(string subject, string sent) =>
        Assert.Equal(sent, Message(new(subject, "t")).Subject);

    [Fact]
    public void A_long_subject_is_cut() => Assert.Equal(100, Message(new(new string('x', 300), "t")).Subject.Length);

    [Fact]
    public void It_is_published_once_and_not_taken_back()
    {
        var world = GroupWorld.Of(Make.Group(1, 1, 1), Make.T0);
        var player = new Player(new StepAction.Notify("s", "t"), Make.Component(), world);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Single(player.Changes);
        Assert.IsType<ActionMove.Done>(player.Undo());
        Assert.Single(player.Changes);
    }

    private static Change.Publish Message(StepAction.Notify action, RunTrigger? trigger = null)
    {
        var run = Make.Run(action, Make.Id(2), trigger);
        var context = new StepContext(run, run.Steps[0], Make.Component(), Observation.Nothing(Make.T0), Make.T0);
        return (Change.Publish)Assert.IsType<ActionMove.Perform>(new NotifyRules().Next(context)).Change;
    }
}
