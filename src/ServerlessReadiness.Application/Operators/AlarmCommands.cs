using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Review.Canary;

namespace ServerlessReadiness.Application.Operators;

/// <summary>Acknowledges alarms: whoever looks at one says so, and nobody else is called about it for a while.</summary>
internal sealed class AlarmCommands(IStateStore store)
{
    /// <summary>An alarm with contributors has a memory for each; all that fire are acknowledged together.</summary>
    private const int ContributorsMax = 50;

    public async Task<CommandAnswer> AcknowledgeAsync(
        CommandTask task,
        OperatorCommand.AcknowledgeAlarm command,
        CancellationToken stop)
    {
        if (CanaryAlarm.NameOf(task.Event) is var canary && (command.Alarm == canary
            || (AlarmId.TryParse(command.Alarm, out var arn) && arn.Name == canary)))
        {
            return await AnswerCanaryAsync(task, command, stop);
        }

        var known = await store.ListAsync(
            StateKeys.EventPk(task.Event),
            StateKeys.AlarmPrefix,
            StateJson.Default.AlarmMemory,
            stop);
        var meant = known.Where(m => m.Value.Alarm.Value == command.Alarm || m.Value.Alarm.Name == command.Alarm).ToList();
        var firing = meant.Where(m => m.Value.State == AlarmStateValue.Alarm).Take(ContributorsMax).ToList();
        if (firing.Count == 0)
        {
            return meant.Count == 0
                ? new CommandAnswer.Refused(
                    RefusalKind.Unknown,
                    $"event {task.Event} has never heard of alarm {command.Alarm}",
                    "name one that status shows, by its name or ARN")
                : new CommandAnswer.Refused(
                    RefusalKind.Impossible,
                    $"alarm {command.Alarm} does not fire",
                    "nothing to do");
        }

        if (firing.Select(m => m.Value.Alarm).Distinct().Skip(1).Any())
        {
            return new CommandAnswer.Refused(
                RefusalKind.Invalid,
                $"several firing alarms are called {command.Alarm}",
                $"give the ARN: {string.Join(", ", firing.Select(m => m.Value.Alarm).Distinct())}");
        }

        var until = command.Until ?? task.Now + CommandTimes.AcknowledgedFor;
        var acknowledged = new Acknowledgement(task.Who, task.Request.Reason, task.Now, until);
        return new CommandAnswer.Commit(
            [
                .. firing.Select(m => StateKeys.Alarm(task.Event, m.Value.Alarm, m.Value.Contributor).Put(
                    m.Value with { Acknowledged = acknowledged },
                    m.Version,
                    m.Value.LookAgainAt)),
            ],
            $"alarm {firing[0].Value.Alarm.Name} is acknowledged until {until:u}; nobody else is called about it")
        {
            Alarm = firing[0].Value.Alarm,

            // A decision on the alarm meanwhile is no contradiction; another acknowledgement, or the alarm's end, is.
            Contested = EquatableList.From(firing.Select(m => (m.Value.Alarm, m.Value.Since, m.Value.Acknowledged))),
        };
    }

    /// <summary>The journal's line is the answer: whoever follows the canary finds it there.</summary>
    private async Task<CommandAnswer> AnswerCanaryAsync(
        CommandTask task,
        OperatorCommand.AcknowledgeAlarm command,
        CancellationToken stop)
    {
        var (record, _) = await store.FindAsync(StateKeys.Canary(task.Event), stop);
        return record is { IsOver: false, AcknowledgedAt: null }
            ? new CommandAnswer.Commit([], $"the canary of event {task.Event} came to a person")
            {
                Alarm = record.Alarm,
            }
            : new CommandAnswer.Refused(
                RefusalKind.Impossible,
                $"no canary of event {task.Event} is under way, so {command.Alarm} needs no answer",
                "nothing to do");
    }
}
