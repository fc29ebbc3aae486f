using System.CommandLine;
using System.CommandLine.Parsing;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Cli.Commands;
using ServerlessReadiness.Cli.Rendering;

namespace ServerlessReadiness.Cli;

/// <summary>
/// The tool: parses arguments, runs the command, turns what goes wrong into an error and an exit code.
/// </summary>
public sealed class ReadinessTool(CliSurroundings around)
{
    internal const int StoppedByPerson = 130;

    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        var screen = new Screen(around, WantsJson(args));
        var globals = new GlobalOptions();
        var root = BuildRoot(globals, screen);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            var command = string.Join(' ', NamesOf(parsed));
            var errors = string.Join("; ", parsed.Errors.Select(e => OneLine(e.Message)).Distinct());
            return screen.Fail(ExitCodes.BadInput, errors, $"see {command} --help");
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = around.Out,
                Error = around.Error,
                EnableDefaultExceptionHandler = false,
            };
            if (SelftestCommand.PutBackTime(parsed) is { } putBack)
            {
                // Ctrl-C ends the process soon after; a sandbox must not stay as an experiment left it.
                configuration.ProcessTerminationTimeout = putBack;
            }

            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (CliException e)
        {
            return screen.Fail(e.ExitCode, e.Message, e.Next);
        }
        catch (PortException e)
        {
            var (error, next) = Split(e.Message);
            return screen.Fail(ExitCodes.Failure, error, next);
        }
        catch (OperationCanceledException)
        {
            return screen.Fail(StoppedByPerson, "stopped before the end", "start the command again");
        }
#pragma warning disable CA1031 // Whatever else happens is a defect; a person gets words for it, not a stack trace.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return screen.Fail(
                ExitCodes.Failure,
                $"a defect of this tool: {e.GetType().Name}: {e.Message}",
                "report it with the command that you gave");
        }
    }

    private RootCommand BuildRoot(GlobalOptions globals, Screen screen)
    {
        var root = new RootCommand(
            $"Runs planned infrastructure events on AWS: plans, signals, state and journal. {ExitCodes.Help}");
        globals.AddTo(root);
        var commands = new CommandShelf(globals, screen, around);
        root.Add(RehearseCommand.Build(commands));
        root.Add(PlanCommands.Build(commands));
        root.Add(SendCommand.Build(commands));
        root.Add(ReplayCommand.Build(commands));
        root.Add(StatusCommand.Build(commands));
        root.Add(JournalCommand.Build(commands));
        root.Add(ModeCommand.Build(commands));
        root.Add(EventCommands.Build(commands));
        root.Add(RestoreCommands.BuildRestore(commands));
        root.Add(RestoreCommands.BuildReturn(commands));
        root.Add(RestoreCommands.BuildKeep(commands));
        root.Add(DrillCommand.Build(commands));
        root.Add(ReviewCommands.Build(commands));
        root.Add(RunbookCommand.Build(commands));
        root.Add(PostMortemCommand.Build(commands));
        root.Add(LearnCommand.Build(commands));
        Command[] orders =
        [
            .. RunCommands.Build(commands),
            .. PauseCommands.Build(commands),
            .. HoldCommands.Build(commands),
            IssueCommands.Build(commands),
            TaskCommands.Build(commands),
            .. ContactCommands.Build(commands),
            ReportCommands.Build(commands),
            DeadLetterCommands.Build(commands),
            WatchCommand.Build(commands),
            SelftestCommand.Build(commands),
        ];
        foreach (var order in orders)
        {
            root.Add(order);
        }

        root.Add(LocalCommands.Build(commands));
        root.Add(ConsoleCommand.Build(commands));
        return root;
    }

    // Known before parsing, so that an error of parsing is written in the form that was asked for.
    private static bool WantsJson(IReadOnlyList<string> args) =>
        args.Contains($"--output={GlobalOptions.Json}") || args.Contains($"--output:{GlobalOptions.Json}")
        || args.Zip(args.Skip(1)).Any(pair => pair is ("--output", GlobalOptions.Json));

    // The parser lists choices one below the other, with tabs.
    private static string OneLine(string message) => string
        .Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .TrimEnd('.');

    private static Stack<string> NamesOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as CommandResult)
        {
            names.Push(result.Command is RootCommand ? "readiness" : result.Command.Name);
        }

        return names;
    }

    // A port's message ends with its next step, in a sentence of its own.
    private static (string Error, string Next) Split(string message)
    {
        var end = message.TrimEnd('.').LastIndexOf(". ", StringComparison.Ordinal);
        return end < 0
            ? (message.TrimEnd('.'), "try again; if it stays, look at the service's state")
            : (message[..end], message[(end + 2)..].TrimEnd('.'));
    }
}
