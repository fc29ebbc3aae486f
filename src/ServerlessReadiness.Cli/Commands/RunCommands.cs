using System.CommandLine;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>run</c>, <c>runs</c>, and what people ask of runs under way.</summary>
internal static class RunCommands
{
    public static IEnumerable<Command> Build(CommandShelf shelf) =>
    [
        BuildRun(shelf),
        BuildRuns(shelf),
        Answer(shelf, "approve", "Agrees to the step that a run asks about.", "Approving it",
            (run, step) => new OperatorCommand.ApproveRun(run, step)),
        Answer(shelf, "reject", "Refuses the step that a run asks about.", null,
            (run, step) => new OperatorCommand.RejectRun(run, step)),
        Answer(shelf, "skip", "Leaves a run's step and goes on with the next.", "Leaving a step out",
            (run, step) => new OperatorCommand.SkipStep(run, step)),
        Answer(shelf, "retry", "Goes on from a step that failed, or from the one named.", "Trying a step again",
            (run, step) => new OperatorCommand.RetryRun(run, step)),
        BuildAbort(shelf),
        BuildFloor(shelf),
        BuildCommand(shelf),
    ];

    private static Command BuildRun(CommandShelf shelf)
    {
        var orders = new Orders();
        var runbook = new Argument<string>("RUNBOOK") { Description = "A runbook of the plan, or a built-in one." };
        var component = new Option<string>("--component")
        {
            Description = "The component to run it on.",
            HelpName = "NAME",
            Required = true,
        };
        var set = new Option<string[]>("--set")
        {
            Description = "A value for one of its parameters; repeatable.",
            HelpName = "NAME=VALUE",
        };
        var instance = new Option<string?>("--instance") { Description = "About this instance.", HelpName = "ID" };
        return shelf.Make(
            "run",
            "Starts a runbook.",
            orders.With(runbook, component, set, instance),
            (call, stop) => orders.GiveAsync(
                call,
                new OperatorCommand.StartRun(
                    RunbookName.TryParse(call.Required(runbook), out var name) ? name : throw CliException.BadInput(
                        $"\"{call.Required(runbook)}\" is no runbook's name",
                        RunbookName.Rule),
                    Moves.ComponentOf(call.Value(component)!),
                    ParametersOf(call.Value(set)),
                    InstanceOf(call.Value(instance))),
                $"Starting runbook {call.Required(runbook)} on component {call.Value(component)}",
                stop));
    }

    private static Command BuildRuns(CommandShelf shelf)
    {
        var run = new Argument<string?>("RUN")
        {
            Description = "Only this run, with its steps.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var eventId = Choices.Event("The event.", required: true);
        var all = new Option<bool>("--all") { Description = "Also those that are over." };
        return shelf.Make(
            "runs",
            "Shows runs: where they are and what they wait for.",
            [run, eventId, all],
            async (call, stop) =>
            {
                var id = Choices.EventOf(call.Value(eventId))!.Value;
                using var session = AwsSession.Open(call.Settings, call.Around);
                var store = session.Store(call.Settings.RequiredTable);
                if (call.Parsed.GetValue(run) is { } text)
                {
                    var one = (await store.FindAsync(StateKeys.Run(id, Orders.RunOf(text)), stop)).Value
                        ?? throw new CliException(
                            ExitCodes.No,
                            $"event {id} has no run {text}",
                            $"see them with readiness runs --event {id} --all");
                    RunView.Show(call.Screen, one);
                    return ExitCodes.Done;
                }

                var found = (await store.ListAsync(
                        StateKeys.EventPk(id),
                        StateKeys.RunPrefix,
                        StateJson.Default.Run,
                        stop))
                    .Select(r => r.Value)
                    .Where(r => call.Value(all) || !r.IsOver)
                    .OrderBy(r => r.CreatedAt)
                    .ToList();
                RunView.Show(call.Screen, id.Value, found);
                return ExitCodes.Done;
            });
    }

    private static Command Answer(
        CommandShelf shelf,
        string name,
        string description,
        string? question,
        Func<RunId, string?, OperatorCommand> make)
    {
        var orders = new Orders();
        var run = RunArgument();
        var step = new Option<string?>("--step")
        {
            Description = "The step meant; the one under way if not given.",
            HelpName = "NAME",
        };
        return shelf.Make(
            name,
            description,
            orders.With(run, step),
            (call, stop) => orders.GiveAsync(
                call,
                make(Orders.RunOf(call.Required(run)), call.Value(step)),
                question is null ? null : $"{question} in run {call.Required(run)}",
                stop));
    }

    private static Command BuildAbort(CommandShelf shelf)
    {
        var orders = new Orders();
        var run = RunArgument();
        var undo = new Option<bool>("--undo") { Description = "Also takes back what it changed." };
        return shelf.Make(
            "abort",
            "Ends a run.",
            orders.With(run, undo),
            (call, stop) => orders.GiveAsync(
                call,
                new OperatorCommand.AbortRun(Orders.RunOf(call.Required(run)), call.Value(undo)),
                $"Ending run {call.Required(run)}" + (call.Value(undo) ? " and taking back what it changed" : ""),
                stop));
    }

    private static Command BuildFloor(CommandShelf shelf)
    {
        var orders = new Orders();
        var component = new Argument<string>("COMPONENT") { Description = "Its name in the plan." };
        var units = new Argument<int>("UNITS") { Description = "At least this many, up to its ceiling." };
        return shelf.Make(
            "floor",
            "Raises a component's minimum; lowers nothing.",
            orders.With(component, units),
            (call, stop) => orders.GiveAsync(
                call,
                new OperatorCommand.SetFloor(Moves.ComponentOf(call.Required(component)), call.Required(units)),
                $"Raising component {call.Required(component)} to at least {call.Required(units)}",
                stop));
    }

    /// <summary>A command's result, read back.</summary>
    private static Command BuildCommand(CommandShelf shelf)
    {
        var id = new Argument<string>("ID") { Description = "The id that the command was given under." };
        var eventId = Choices.Event("The event.", required: true);
        return shelf.Make(
            "command",
            "Shows what came of a command.",
            [id, eventId],
            async (call, stop) =>
            {
                var text = call.Required(id);
                var owner = Choices.EventOf(call.Value(eventId))!.Value;
                var command = CommandId.TryParse(text, out var known)
                    ? known
                    : throw CliException.BadInput($"\"{text}\" is no command's id", CommandId.Rule);
                using var session = AwsSession.Open(call.Settings, call.Around);
                var records = session.Records(call.Settings, call.Around);
                var record = await records.Commands.FindAsync(owner, command, stop) ?? throw new CliException(
                    ExitCodes.No,
                    $"event {owner} has no command {text}",
                    "results are kept for 30 days; see readiness journal for older ones");
                call.Screen.Show(
                    () => Orders.ToJson(record),
                    () => call.Screen.Line($"{record.Request.Command.Name} by {record.Who}: {record.State}: "
                        + $"{record.Words}" + (record.Next is { } next ? $"; {next}" : "")));
                return ExitCodes.Done;
            });
    }

    private static Argument<string> RunArgument() => new("RUN") { Description = "The run's id." };

    private static Dictionary<string, string>? ParametersOf(string[]? pairs)
    {
        if (pairs is null or [])
        {
            return null;
        }

        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var cut = pair.IndexOf('=', StringComparison.Ordinal);
            if (cut < 1)
            {
                throw CliException.BadInput($"\"{pair}\" of --set is no value", "give it as NAME=VALUE");
            }

            if (!found.TryAdd(pair[..cut], pair[(cut + 1)..]))
            {
                throw CliException.BadInput($"parameter {pair[..cut]} is given twice", "give it once");
            }
        }

        return found;
    }

    private static InstanceId? InstanceOf(string? text) =>
        text is null ? null
        : InstanceId.TryParse(text, out var id) ? id
        : throw CliException.BadInput($"\"{text}\" is no instance's id", InstanceId.Rule);
}
