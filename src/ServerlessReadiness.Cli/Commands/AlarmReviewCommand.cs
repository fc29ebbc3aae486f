using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Cli.Books;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Reviews;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Canary;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>review alarms</c>: does what goes wrong come to us and to a person?</summary>
internal static class AlarmReviewCommand
{
    public static Command Build(CommandShelf shelf)
    {
        var eventId = Choices.Event("The event.", required: true);
        var create = new Option<bool>("--create")
        {
            Description = "Creates the alarms that the plan needs and nobody has made; changes none that exist.",
        };
        var canary = new Option<bool>("--canary")
        {
            Description = "Sets an alarm that watches nothing, and measures until a person who is paged has answered.",
        };
        var language = BookOptions.Language();
        var yes = new Option<bool>("--yes") { Description = "Creates and pages without asking." };
        return shelf.Make(
            "alarms",
            "Shows the event's alarms and their way to us and to people; creates what is missing; proves the way.",
            [eventId, create, canary, language, yes],
            async (call, stop) =>
            {
                var id = Choices.EventOf(call.Value(eventId))!.Value;
                using var session = AwsSession.Open(call.Settings, call.Around);
                var records = session.Records(call.Settings, call.Around);
                var proof = Canary(call, session, records);

                // A proof that somebody stopped following goes on by whoever looks next.
                await proof.LookAsync(id, stop);
                var facts = await EventFacts.ReadAsync(
                    call,
                    records,
                    id,
                    session.AlarmSources(records.Store, call.Around),
                    stop);
                var view = new AlarmView(facts);
                var json = view.ToJson();
                if (!call.Screen.IsJson)
                {
                    view.Show(call.Screen, BookOptions.Wording(facts.Plan, call.Value(language)!));
                }

                var isWell = (call.Value(create), call.Value(canary)) == (false, false) ? !view.IsNo : true;
                if (call.Value(create))
                {
                    isWell &= await CreateAsync(call, session, records, view, call.Value(yes), json, stop);
                }
                else if (view.Proposals.Alarms.Count > 0 && !call.Screen.IsJson)
                {
                    call.Screen.Line($"{view.Proposals.Alarms.Count} of the missing alarms can be created: readiness "
                        + $"review alarms --event {id} --create");
                }

                if (call.Value(canary))
                {
                    isWell &= await ProveAsync(call, session, proof, facts, call.Value(yes), json, stop);
                }

                call.Screen.Show(() => json, () => { });
                return isWell ? ExitCodes.Done : ExitCodes.No;
            });
    }

    private static AlarmCanary Canary(CommandCall call, AwsSession session, Records records) => new(
        records.Store,
        session.AlarmMaker(),
        records.Journal,
        records.JournalWriter,
        call.Around.Time);

    /// <returns>Whether every proposed alarm was created and journalled.</returns>
    private static async Task<bool> CreateAsync(
        CommandCall call,
        AwsSession session,
        Records records,
        AlarmView view,
        bool yes,
        JsonObject json,
        CancellationToken stop)
    {
        if (!call.Screen.IsJson)
        {
            view.ShowProposals(call.Screen);
        }

        var alarms = view.Proposals.Alarms;
        IReadOnlyList<AlarmCreated> created = [];
        if (alarms.Count > 0)
        {
            Confirmation.Require(
                call.Around,
                yes,
                $"Creating {alarms.Count} alarms ({string.Join(", ", alarms.Select(a => a.Name))})");
            var creation = new AlarmCreation(
                session.AlarmMaker(),
                records.JournalWriter,
                call.Around.Time);
            created = await creation.CreateAsync(
                view.Event,
                alarms,
                (await session.CallerAsync(stop)).Who,
                a => call.Screen.Progress($"what became of alarm {a.Name}"),
                stop);
        }

        json["created"] = new JsonArray([.. created.Select(c => new JsonObject
        {
            ["alarm"] = c.Alarm.Name,
            ["created"] = c.IsCreated,
            ["trouble"] = c.Trouble,
        })]);
        if (!call.Screen.IsJson)
        {
            foreach (var one in created)
            {
                call.Screen.Verdict(
                    one.IsWell,
                    $"{one.Alarm.Name}: {(one.IsCreated ? "created" : "NOT created")}"
                    + (one.Trouble is { } trouble ? $": {trouble.TrimEnd('.')}." : "."));
            }
        }

        return created.All(c => c.IsWell);
    }

    /// <returns>Whether a person answered.</returns>
    private static async Task<bool> ProveAsync(
        CommandCall call,
        AwsSession session,
        AlarmCanary canary,
        ReviewFacts facts,
        bool yes,
        JsonObject json,
        CancellationToken stop)
    {
        var id = facts.Plan.Event;
        var target = CanaryTarget.Of(id, facts.AlarmRoutes);
        if (!call.Screen.IsJson)
        {
            var way = string.Join(", ", target.Actions);
            call.Screen.Line($"Alarm {target.Alarm.Name} will be set to ALARM; it goes by {way}.");
            call.Screen.Line($"Whoever is paged answers: {CanaryView.Answer(id)}");
        }

        Confirmation.Require(call.Around, yes, $"Setting alarm {target.Alarm.Name}, by which a person is paged");
        var who = (await session.CallerAsync(stop)).Who;
        CanaryRecord record;
        try
        {
            record = await canary.RunAsync(id, target, who, now => Tell(call, now), stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new CliException(
                ReadinessTool.StoppedByPerson,
                $"stopped following; alarm {target.Alarm.Name} may be set, and people may be paged",
                $"see how it ends with readiness review alarms --event {id}, which also sets the alarm back when it is "
                + "over");
        }

        json["canary"] = CanaryView.ToJson(record);
        if (!call.Screen.IsJson)
        {
            CanaryView.ShowEnd(call.Screen, record);
        }

        return record.State == CanaryState.Acknowledged;
    }

    private static void Tell(CommandCall call, CanaryRecord record)
    {
        if (!call.Screen.IsJson)
        {
            var after = call.Around.Time.GetUtcNow() - record.SetAt;
            call.Screen.Line($"  {CanaryView.Seconds(after),8}  {record.Reason}");
        }
    }
}
