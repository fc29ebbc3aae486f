using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Cli.Reviews;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.LeadTimes;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>review lead-times</c>: when each lever has to be pulled at the latest.</summary>
internal static class ReviewLeadTimesCommand
{
    private static readonly string[] Columns = ["Latest", "Lever", "On", "State", "Note"];

    public static Command Build(CommandShelf shelf)
    {
        var choice = new PlanChoice();
        return shelf.Make(
            "lead-times",
            "Shows the latest safe start of whatever takes days: quotas, reservations, restarts, confirmations.",
            [choice.EventId, choice.Plan],
            async (call, stop) =>
            {
                var now = call.Around.Time.GetUtcNow();
                var (plan, rows, done) = await ReadAsync(call, choice, now, stop);
                var starts = LeverStarts.Of(plan, rows.Items, done, now);
                call.Screen.Show(
                    () => ToJson(plan, starts, rows.Unread),
                    () => Show(call.Screen, plan, starts, rows.Unread));
                return starts.Any(s => s.State == LeverState.Late) ? ExitCodes.No : ExitCodes.Done;
            });
    }

    private static async Task<(CompiledPlan Plan, Seen<LimitRow> Rows, LeversDone Done)> ReadAsync(
        CommandCall call,
        PlanChoice choice,
        DateTimeOffset now,
        CancellationToken stop)
    {
        if (choice.EventOf(call) is not { } id)
        {
            Seen<LimitRow> none = new([], ["limits: they are read of an event's accounts, with --event"]);
            return (await choice.ReadAsync(call, stop), none, LeversDone.None);
        }

        using var session = AwsSession.Open(call.Settings, call.Around);
        var records = session.Records(call.Settings, call.Around);
        var facts = await EventFacts.ReadAsync(call, records, id, session.LimitSources(), stop);
        var rows = LimitProjection.Of(facts);
        return (facts.Plan, rows, await new LeversDoneReader(records.Store).ReadAsync(facts.Plan, rows.Items, stop));
    }

    private static void Show(
        Screen screen,
        CompiledPlan plan,
        IReadOnlyList<LeverStart> starts,
        IReadOnlyList<string> unread)
    {
        var times = new PlanTimes(plan);
        screen.Table(
            $"Latest safe starts before the first pre-warm stage at {times.At(LeverStarts.FirstStage(plan))}:",
            Columns,
            starts.Select(s => (IReadOnlyList<string>)
            [
                times.At(s.Latest),
                Word(s.Lever),
                s.Thing,
                s.State == LeverState.Late ? "LATE" : Word(s.State),
                s.Note,
            ]));
        foreach (var line in unread)
        {
            screen.Line($"Not read: {line.TrimEnd('.')}.");
        }
    }

    private static JsonObject ToJson(CompiledPlan plan, IReadOnlyList<LeverStart> starts, IReadOnlyList<string> unread) => new()
    {
        ["event"] = plan.Event.Value,
        ["firstStage"] = LeverStarts.FirstStage(plan),
        ["levers"] = new JsonArray([.. starts.Select(s => (JsonNode)new JsonObject
        {
            ["lever"] = s.Lever.ToString(),
            ["on"] = s.Thing,
            ["latest"] = s.Latest,
            ["state"] = s.State.ToString(),
            ["note"] = s.Note,
        })]),
        ["notRead"] = new JsonArray([.. unread.Select(u => (JsonNode)u)]),
    };

    private static string Word(Lever lever) => lever switch
    {
        Lever.QuotaIncrease => "quota increase",
        Lever.CapacityReservation => "capacity reservation",
        Lever.LoadBalancerCapacity => "load balancer capacity units",
        Lever.TableWarmThroughput => "warm throughput",
        Lever.DatabaseClass => "database class",
        _ => "confirmation",
    };

    private static string Word(LeverState state) => state switch
    {
        LeverState.Due => "due within three days",
        LeverState.InTime => "in time",
        _ => "done",
    };
}
