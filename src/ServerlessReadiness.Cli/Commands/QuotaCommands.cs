using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Reviews;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>review quotas</c>: does the event fit, and what has to be asked for?</summary>
internal static class QuotaCommands
{
    public static Command Build(CommandShelf shelf)
    {
        var eventId = Choices.Event("The event.", required: true);
        var request = new Option<bool>("--request-increases")
        {
            Description = "Files the increases that are needed, and keeps what to reset after the event.",
        };
        var yes = new Option<bool>("--yes") { Description = "Files them without asking." };
        var quotas = shelf.Make(
            "quotas",
            "Compares quotas and other limits with the planned peak, and files the increases that are needed.",
            [eventId, request, yes],
            async (call, stop) =>
            {
                var id = Choices.EventOf(call.Value(eventId))!.Value;
                using var session = AwsSession.Open(call.Settings, call.Around);
                var records = session.Records(call.Settings, call.Around);
                var view = await ReadAsync(call, session, records, id, stop);
                var isAsked = call.Value(request);
                var json = view.ToJson();
                if (!call.Screen.IsJson)
                {
                    view.Show(call.Screen, isAsked);
                }

                var isFiled = !isAsked || await FileAsync(call, session, records, view, call.Value(yes), json, stop);
                call.Screen.Show(() => json, () => { });
                return view.IsBroken || !isFiled ? ExitCodes.No : ExitCodes.Done;
            });
        quotas.Add(BuildReset(shelf));
        return quotas;
    }

    private static Command BuildReset(CommandShelf shelf)
    {
        var eventId = Choices.Event("The event.", required: true);
        var quota = new Argument<string>("QUOTA")
        {
            Description = "The request's name as review quotas shows it, or the quota's code where one alone has it.",
        };
        var reason = Moves.Reason();
        return shelf.Make(
            "reset",
            "Marks a quota as reset after the event, or as kept. It changes no quota: AWS Support alone lowers them.",
            [quota, eventId, reason],
            async (call, stop) =>
            {
                var id = Choices.EventOf(call.Value(eventId))!.Value;
                var why = Moves.ReasonOf(call.Value(reason));
                using var session = AwsSession.Open(call.Settings, call.Around);
                var records = session.Records(call.Settings, call.Around);
                var head = await Heads.RequireAsync(records, id, stop);
                var resets = new QuotaResets(
                    records.Store,
                    records.JournalWriter,
                    call.Around.Time);
                var who = (await session.CallerAsync(stop)).Who;
                return ShowReset(call, id, await resets.MarkAsync(head, call.Required(quota), who, why, stop));
            });
    }

    private static async Task<QuotaView> ReadAsync(
        CommandCall call,
        AwsSession session,
        Records records,
        EventId id,
        CancellationToken stop)
    {
        var facts = await EventFacts.ReadAsync(call, records, id, session.LimitSources(), stop);
        var rows = LimitProjection.Of(facts);
        return new QuotaView(
            id,
            facts.Now,
            rows,
            QuotaRequests.Of(rows.Items),
            await QuotaResets.ListAsync(records.Store, id, stop),
            facts.Limits.Quotas.Items);
    }

    /// <returns>Whether everything that is needed is asked for, and recorded.</returns>
    private static async Task<bool> FileAsync(
        CommandCall call,
        AwsSession session,
        Records records,
        QuotaView view,
        bool yes,
        JsonObject json,
        CancellationToken stop)
    {
        IReadOnlyList<QuotaFiled> filed = [];
        if (view.Needed.Count > 0)
        {
            var names = view.Needed.Select(n =>
                $"{n.Name} in {QuotaView.Where(n)} from {QuotaView.Number(n.Before)} to {QuotaView.Number(n.Desired)}");
            Confirmation.Require(
                call.Around,
                yes,
                $"Requesting {view.Needed.Count} increases ({string.Join("; ", names)})");
            var filing = new QuotaFiling(
                records.Store,
                session.QuotaRequests(),
                records.JournalWriter,
                call.Around.Time);
            filed = await filing.FileAsync(
                view.Event,
                view.Needed,
                (await session.CallerAsync(stop)).Who,
                n => call.Screen.Progress($"the answer to the request for {n.Name}"),
                stop);
        }

        json["filed"] = QuotaView.ToJson(filed);
        if (call.Screen.IsJson)
        {
            return filed.All(f => f.IsWell);
        }

        foreach (var one in filed)
        {
            call.Screen.Verdict(one.IsWell, $"{one.Request.Name} in {QuotaView.Where(one.Request)}: {one.Words}.");
        }

        call.Screen.Line(filed.Count == 0
            ? "Nothing to request: no quota that can be increased is too small."
            : $"See what became of them with readiness review quotas --event {view.Event}.");
        return filed.All(f => f.IsWell);
    }

    private static int ShowReset(CommandCall call, EventId id, QuotaResetOutcome outcome)
    {
        switch (outcome)
        {
            case QuotaResetOutcome.Done done:
                var request = done.Record.Request;
                call.Screen.Show(
                    () => new JsonObject
                    {
                        ["event"] = id.Value,
                        ["quota"] = done.Record.Name,
                        ["before"] = request.Before,
                        ["resetAt"] = done.Record.ResetAt,
                        ["wasBefore"] = done.WasBefore,
                    },
                    () =>
                    {
                        var marked = done.WasBefore ? "was marked" : "is marked";
                        call.Screen.Line($"{request.Name} in {QuotaView.Where(request)}: {marked} as reset or kept at "
                            + $"{done.Record.ResetAt:u}.");
                        call.Screen.Line($"This changes no quota. If it is to be {QuotaView.Number(request.Before)} again "
                            + "and is not yet, open a case with AWS Support: Service Quotas only raises.");
                    });
                return ExitCodes.Done;
            case QuotaResetOutcome.TooEarly early:
                throw new CliException(
                    ExitCodes.No,
                    $"event {id} is not over ({early.Phase}), so it needs its quotas",
                    "mark it once the event is closed or cancelled");
            default:
                var names = ((QuotaResetOutcome.Unclear)outcome).Names;
                throw new CliException(
                    ExitCodes.No,
                    names.Count == 0
                        ? $"no increase was requested for event {id}"
                        : $"event {id} has not exactly one request of that name",
                    names.Count == 0 ? "nothing to reset" : $"name one of: {string.Join(", ", names)}");
        }
    }
}
