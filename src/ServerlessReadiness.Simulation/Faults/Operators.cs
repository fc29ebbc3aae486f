using System.Globalization;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Simulation.Checkers;
using ServerlessReadiness.Simulation.Lambda;
using ServerlessReadiness.Simulation.Messages;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Faults;

/// <summary>
/// People who command by the real ways, through the Api and by SNS. In a storm they do so at the worst moments: between
/// an announcement and its effect, twice, and against each other at one instant.
/// </summary>
internal sealed class Operators(
    CompiledPlan plan,
    WorldPlay world,
    Scene scene,
    OurFunctions functions,
    AutomationPlay play)
{
    private const int PausesPerMillion = 500_000;
    private const int TriesPerMillion = 400_000;
    private const int FloorsPerMillion = 400_000;
    private const int TwicePerMillion = 200_000;
    private const int BySnsPerMillion = 400_000;

    /// <summary>Of a minute in which an alarm fires.</summary>
    private const int AcknowledgesPerMillion = 40_000;

    /// <summary>Who gets no answer sends the same again so often.</summary>
    private const int SendsMax = 4;

    /// <summary>A person who does not see the event act again gives the word again after this long.</summary>
    private const long ResumeEveryMs = 2 * Instant.MinuteMs;

    private readonly SimulatedChance _chance = world.Chance.Split("operators");
    private readonly SimulatedChance _strikes = world.Chance.Split("strikes");
    private readonly SimulatedTopic _topic = new(
        world.Scheduler,
        world.Chance.Split("commands"),
        world.Rates,
        functions.OperatorCommands.Invoke) { IsCut = () => world.Faults.AreMessagesLost };

    private readonly List<Sent> _open = [];
    private long _resumeMs = long.MaxValue;
    private int _number;

    private bool IsStormy => world.Rates.OperatorStrikes > 0;

    private bool IsOver => scene.Ledger.Head is { Phase: Phase.Closed or Phase.Cancelled };

    /// <summary>A change was announced and is not made yet: the worst moment for a person's word.</summary>
    public void Announced(JournalEntry intent)
    {
        if (!_strikes.PerMillion(world.Rates.OperatorStrikes) || scene.PausedMs is not null)
        {
            return;
        }

        var (what, minutes, undo) = (_strikes.Below(6), _strikes.Between(1, 20), _strikes.PerMillion(500_000));
        var until = world.Scheduler.Now.AddMinutes(minutes);
        OperatorCommand[] commands = (what, intent) switch
        {
            (1, { Component: { } component }) => [new OperatorCommand.HoldComponent(component, until)],
            (2, { Component: { } component }) =>
            [
                new OperatorCommand.HoldComponent(component, until),
                new OperatorCommand.ReleaseComponent(component),
            ],
            (3, { Run: { } run }) => [new OperatorCommand.AbortRun(run, undo)],
            (4, _) => [new OperatorCommand.PauseEvent(), new OperatorCommand.ResumeEvent()],
            (5, _) => [new OperatorCommand.ObserveEvent()],
            _ => [new OperatorCommand.PauseEvent()],
        };
        world.Scheduler.At(world.Scheduler.NowMs, () => GiveAll(commands, "this is not the moment"));
    }

    public void Schedule(long fromMs, long untilMs)
    {
        if (!IsStormy)
        {
            return;
        }

        var pauses = _chance.PerMillion(PausesPerMillion);
        var pauseMs = _chance.Between(fromMs + Instant.HourMs, untilMs - Instant.HourMs);
        if (pauses)
        {
            world.Scheduler.At(pauseMs, () => GiveAll([new OperatorCommand.PauseEvent()], "a look first"));
        }

        foreach (var contingency in plan.Contingencies)
        {
            RunAndGoBack(contingency, _chance.Split($"contingency {contingency.Name}"));
        }

        RaiseFloor(_chance.Split("floor"));
    }

    /// <summary>Looks once a minute at what came of commands, at firing alarms, and at a pause that is long enough.
    /// </summary>
    public void Look()
    {
        if (!IsStormy || IsOver || scene.Ledger.Head is not { } head)
        {
            return;
        }

        SendAgain();
        GoOn(head);
        foreach (var memory in scene.Ledger.Alarms.Values.Where(m => m is
            {
                State: AlarmStateValue.Alarm,
                Acknowledged: null,
            }).ToList())
        {
            if (_chance.PerMillion(AcknowledgesPerMillion))
            {
                var until = world.Scheduler.Now.AddMinutes(_chance.Between(5, 40));
                GiveAll([new OperatorCommand.AcknowledgeAlarm(memory.Alarm.Value, until)], "I look at it");
            }
        }
    }

    /// <summary>Whoever is asked says yes; in a storm some say no, and some are of two minds at once.</summary>
    public void Answer(RunId run, string step, ApprovalTerms terms)
    {
        var approve = new OperatorCommand.ApproveRun(run, step);
        if (!IsStormy)
        {
            var request = Request(approve, "looked at, and agreed");
            _ = play.ByPerson(host => host.Commands.HandleAsync(
                request,
                new Caller.Iam(Member(terms.Roles[0])),
                null,
                CancellationToken.None));
            return;
        }

        var mood = _chance.Below(100);
        OperatorCommand[] commands = mood switch
        {
            < 15 => [new OperatorCommand.RejectRun(run, step)],
            < 30 => [approve, new OperatorCommand.RejectRun(run, step)],
            _ => [approve],
        };
        GiveAll(commands, "looked at, and decided", terms.Roles[0]);
    }

    /// <summary>A person tries a contingency in the middle of the event, and later goes back.</summary>
    private void RunAndGoBack(Contingency contingency, SimulatedChance chance)
    {
        var happens = chance.PerMillion(TriesPerMillion);
        var atMs = chance.Between(Instant.Ms(plan.Schedule.Live), Instant.Ms(plan.Schedule.Cooldown));
        var backMs = atMs + chance.Between(10 * Instant.MinuteMs, 90 * Instant.MinuteMs);
        if (!happens)
        {
            return;
        }

        Start(contingency.Runbook, atMs, "tried by a person");
        if (contingency.Back is { } back)
        {
            Start(back, backMs, "back again");
        }

        void Start(RunbookName runbook, long ms, string reason) => world.Scheduler.At(
            ms,
            () => GiveAll([new OperatorCommand.StartRun(runbook, contingency.Component)], reason));
    }

    /// <summary>A person wants a little more of one component than the plan does.</summary>
    private void RaiseFloor(SimulatedChance chance)
    {
        var able = plan.Components.Where(c => c.Resource is Resource.AutoScalingGroup or Resource.ScalableTarget).ToList();
        if (!chance.PerMillion(FloorsPerMillion) || able.Count == 0)
        {
            return;
        }

        var component = able[(int)chance.Below(able.Count)];
        var floor = Math.Min(component.Ceiling, component.Floor + Math.Max(1, component.Floor / 10));
        world.Scheduler.At(
            chance.Between(Instant.Ms(plan.Schedule.Prewarm), Instant.Ms(plan.Schedule.Cooldown)),
            () => GiveAll([new OperatorCommand.SetFloor(component.Name, floor)], "to be on the safe side"));
    }

    /// <summary>Sends commands at one instant; which of them is first, the seed says.</summary>
    private void GiveAll(OperatorCommand[] commands, string reason, string? role = null)
    {
        if (IsOver || !play.DoPeopleCommand)
        {
            return;
        }

        foreach (var command in commands)
        {
            var sent = new Sent(Request(command, reason), Member(role));
            _open.Add(sent);
            var mayGoBySns = command is OperatorCommand.PauseEvent or OperatorCommand.HoldComponent
                or OperatorCommand.AcknowledgeAlarm;
            if (mayGoBySns && _chance.PerMillion(BySnsPerMillion))
            {
                var at = plan.Components[0].Resource;
                _topic.Publish(
                    id => CommandPayload.Sns(sent.Request, at.Account, at.Region, id, world.Scheduler.NowMs),
                    $"command {sent.Request.Id}");
            }
            else
            {
                Send(sent);
            }

            if (_chance.PerMillion(TwicePerMillion))
            {
                Send(sent);
            }
        }
    }

    private void Send(Sent sent) => functions.Api.Invoke(
        CommandPayload.Http(sent.Request, sent.Member),
        $"command {sent.Request.Id}");

    /// <summary>Who got no answer sends the same command again.</summary>
    private void SendAgain()
    {
        foreach (var sent in _open.ToList())
        {
            var isThere = play.ByPerson(host => host.Commands.FindAsync(
                plan.Event,
                sent.Request.Id,
                CancellationToken.None)) is not null;
            if (isThere || ++sent.Sends > SendsMax)
            {
                _open.Remove(sent);
            }
            else
            {
                Send(sent);
            }
        }
    }

    /// <summary>Somebody ends each pause, also one that came late and that nobody meant any more.</summary>
    private void GoOn(EventHead head)
    {
        if (head.Mode == AutomationMode.Act)
        {
            _resumeMs = long.MaxValue;
        }
        else if (_resumeMs == long.MaxValue)
        {
            _resumeMs = world.Scheduler.NowMs + _chance.Between(Instant.MinuteMs, 14 * Instant.MinuteMs);
        }
        else if (world.Scheduler.NowMs >= _resumeMs)
        {
            _resumeMs = world.Scheduler.NowMs + ResumeEveryMs;
            GiveAll([new OperatorCommand.ResumeEvent()], "looked at, and sound");
        }
    }

    private OperatorRequest Request(OperatorCommand command, string reason) => new(
        CommandId.Parse(string.Create(CultureInfo.InvariantCulture, $"person-{++_number}")),
        plan.Event,
        command,
        reason,
        world.Scheduler.Now,
        null);

    /// <summary>Somebody who has the role; of a plan without roles, whoever may sign.</summary>
    private string Member(string? role) =>
        plan.Roles.FirstOrDefault(r => role is null || r.Name == role)?.Members is [var member, ..]
            ? member
            : $"arn:aws:iam::{plan.Components[0].Resource.Account}:role/operator";

    /// <summary>A command on its way.</summary>
    private sealed class Sent(OperatorRequest request, string member)
    {
        public OperatorRequest Request => request;

        public string Member => member;

        public int Sends { get; set; }
    }
}
