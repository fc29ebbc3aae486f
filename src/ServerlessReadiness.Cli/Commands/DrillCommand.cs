using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Recovery;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Recovery;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>drill</c>: tries a contingency in the account, or shows how each one stands.</summary>
internal static class DrillCommand
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    public static Command Build(CommandShelf shelf)
    {
        var name = new Argument<string?>("CONTINGENCY")
        {
            Description = "Its name in the plan; without it, how each one stands is shown.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var eventId = Choices.Event("The event.", required: true);
        var reason = Moves.Reason(required: false);
        var yes = Moves.Yes();
        var wait = new Option<string?>("--wait")
        {
            Description = "Waits this long for the drill's end; exits with 1 if it misses its target.",
            HelpName = "30m",
        };
        return shelf.Make(
            "drill",
            "Runs a contingency's runbook in the account, measures how long it takes, and goes back.",
            [name, eventId, reason, yes, wait],
            async (call, stop) =>
            {
                var id = Choices.EventOf(call.Value(eventId))!.Value;
                if (call.Parsed.GetValue(name) is not { } contingency)
                {
                    return await ShowAsync(call, id, stop);
                }

                var why = Moves.ReasonOf(call.Value(reason));
                var patience = call.Value(wait) is { } text ? Spans.Parse(text, "--wait") : (TimeSpan?)null;
                var code = await Moves.DoAsync(
                    call,
                    eventId,
                    call.Value(yes),
                    $"Drilling contingency {contingency}, which moves real traffic",
                    (records, _) => records.Drills.StartAsync(id, contingency, why, call.Around.User, stop),
                    stop);
                return code == ExitCodes.Done && patience is { } longest
                    ? await FollowAsync(call, id, contingency, longest, stop)
                    : code;
            });
    }

    private static async Task<int> ShowAsync(CommandCall call, EventId eventId, CancellationToken cancellationToken)
    {
        using var session = AwsSession.Open(call.Settings, call.Around);
        var contingencies = await ReadAsync(session.Records(call.Settings, call.Around), eventId, cancellationToken);
        call.Screen.Show(
            () => new JsonObject
            {
                ["event"] = eventId.Value,
                ["contingencies"] = SheddingView.ToJson(contingencies),
            },
            () =>
            {
                SheddingView.ShowContingencies(call.Screen, contingencies);
                if (contingencies.Count == 0)
                {
                    call.Screen.Line($"The plan of event {eventId} has no contingencies.");
                }
            });
        return ExitCodes.Done;
    }

    private static async Task<int> FollowAsync(
        CommandCall call,
        EventId eventId,
        string name,
        TimeSpan longest,
        CancellationToken cancellationToken)
    {
        using var session = AwsSession.Open(call.Settings, call.Around);
        var records = session.Records(call.Settings, call.Around);
        for (var until = call.Around.Time.GetUtcNow() + longest; call.Around.Time.GetUtcNow() < until;)
        {
            var all = await ReadAsync(records, eventId, cancellationToken);
            if (all.FirstOrDefault(c => c.Contingency.Name == name)?.Record is { UnderWay: null, Last: { } last })
            {
                return Tell(call, name, last);
            }

            await Task.Delay(LookEvery, call.Around.Time, cancellationToken);
        }

        throw new CliException(
            ExitCodes.No,
            $"the drill of {name} is not over after {longest}",
            $"see readiness drill --event {eventId}");
    }

    private static int Tell(CommandCall call, string name, DrillResult last)
    {
        call.Screen.Line($"Drill of {name}: {last.Words}.");
        return last.Holds ? ExitCodes.Done : ExitCodes.No;
    }

    private static async Task<IReadOnlyList<ContingencyStatus>> ReadAsync(
        Records records,
        EventId eventId,
        CancellationToken cancellationToken) =>
        (await records.Status.ReadAsync(eventId, cancellationToken) ?? throw new CliException(
            ExitCodes.No,
            $"there is no event {eventId}",
            "see the open ones with readiness status")).Contingencies;
}
