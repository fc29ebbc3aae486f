using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Rendering;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>deadletters</c>: signals that failed, and giving them to their functions again.</summary>
internal static class DeadLetterCommands
{
    /// <summary>The stack whose queues these are.</summary>
    public const string StackVariable = "READINESS_STACK";

    private const int LimitDefault = 20;
    private const int LimitMax = 500;
    private static readonly string[] QueueColumns = ["Queue", "Function", "Waiting", "Looked at", "Oldest (UTC)"];
    private static readonly string[] LetterColumns = ["Letter", "Queue", "Since (UTC)", "Looks", "Why", "What"];

    public static Command Build(CommandShelf shelf) => CommandShelf.Group(
        "deadletters",
        "Signals that failed: which there are, what they hold, and giving them to their functions again.",
        [BuildList(shelf), BuildShow(shelf), BuildRedrive(shelf)]);

    /// <summary>The stack's queues; null where no stack is known.</summary>
    public static async Task<IReadOnlyList<DeadLetterQueue>?> CountAsync(
        AwsSession session,
        CliSurroundings around,
        CancellationToken stop) =>
        around.Variable(StackVariable) is { } stack ? await session.DeadLetters().ListAsync(stack, stop) : null;

    private static Command BuildList(CommandShelf shelf)
    {
        var stack = Stack();
        return shelf.Make(
            "list",
            "Counts what waits in each queue.",
            [stack],
            async (call, stop) =>
            {
                using var session = AwsSession.Open(call.Settings, call.Around);
                var queues = await QueuesAsync(call, session, call.Value(stack), stop);
                var oldest = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
                foreach (var queue in queues.Where(q => q.Waiting > 0))
                {
                    var letters = await LookAsync(session, queue, LimitDefault, stop);
                    oldest[queue.Name] = letters.Select(l => l.SentAt).DefaultIfEmpty().Min();
                }

                call.Screen.Show(
                    () => new JsonObject
                    {
                        ["waiting"] = queues.Sum(q => q.Waiting),
                        ["queues"] = new JsonArray([.. queues.Select(q => new JsonObject
                        {
                            ["queue"] = q.Name,
                            ["function"] = q.Function,
                            ["waiting"] = q.Waiting,
                            ["hidden"] = q.Hidden,
                            ["oldest"] = oldest.TryGetValue(q.Name, out var at) ? JsonValue.Create(at) : null,
                            ["url"] = q.Url,
                        })]),
                    },
                    () => call.Screen.Table("Dead letters", QueueColumns, queues.Select(q => (IReadOnlyList<string>)
                    [
                        q.Name,
                        q.Function,
                        $"{q.Waiting}",
                        $"{q.Hidden}",
                        oldest.TryGetValue(q.Name, out var at) ? JournalView.Time(at) : "",
                    ])));
                return ExitCodes.Done;
            });
    }

    private static Command BuildShow(CommandShelf shelf)
    {
        var stack = Stack();
        var queue = Queue();
        var limit = Limit();
        return shelf.Make(
            "show",
            "Shows letters: the signal as it came, and why it failed. Each is put back.",
            [queue, stack, limit],
            async (call, stop) =>
            {
                using var session = AwsSession.Open(call.Settings, call.Around);
                var found = new List<DeadLetter>();
                foreach (var one in await QueuesAsync(call, session, call.Value(stack), stop, call.Parsed.GetValue(queue)))
                {
                    found.AddRange(await LookAsync(session, one, LimitOf(call.Value(limit)), stop));
                }

                var read = found.Select(l => (Letter: l, Content: LetterContent.Of(l.Body))).ToList();
                call.Screen.Show(
                    () => new JsonObject
                    {
                        ["letters"] = new JsonArray([.. read.Select(r => ToJson(r.Letter, r.Content))]),
                    },
                    () =>
                    {
                        call.Screen.Table("Dead letters", LetterColumns, read.Select(r => (IReadOnlyList<string>)
                        [
                            r.Letter.Id,
                            r.Letter.Queue.Name,
                            JournalView.Time(r.Letter.SentAt),
                            $"{r.Letter.Looks}",
                            r.Content.Reason,
                            r.Content.Signal,
                        ]));
                    });
                return ExitCodes.Done;
            });
    }

    private static Command BuildRedrive(CommandShelf shelf)
    {
        var stack = Stack();
        var queue = new Argument<string>("QUEUE") { Description = "The queue, such as AlarmResponderFailures." };
        var letter = new Option<string?>("--letter") { Description = "Only this letter.", HelpName = "ID" };
        var to = new Option<string?>("--to")
        {
            Description = "The function to give them to, where a letter does not name its own.",
            HelpName = "FUNCTION",
        };
        var delete = new Option<bool>("--delete") { Description = "Gives them up instead: they are deleted." };
        var limit = Limit();
        var yes = Moves.Yes();
        return shelf.Make(
            "redrive",
            "Gives letters to their function again, one after the other; what it answers is deleted from the queue.",
            [queue, stack, letter, to, delete, limit, yes],
            async (call, stop) =>
            {
                using var session = AwsSession.Open(call.Settings, call.Around);
                var one = (await QueuesAsync(call, session, call.Value(stack), stop, call.Required(queue)))[0];
                Confirmation.Require(
                    call.Around,
                    call.Value(yes),
                    call.Value(delete) ? $"Deleting letters of {one.Name}" : $"Redriving letters of {one.Name}");
                var letters = await session.DeadLetters().LookAsync(one, LimitOf(call.Value(limit)), stop);
                var results = new List<(DeadLetter Letter, bool IsGone, string Words)>();
                foreach (var found in letters)
                {
                    results.Add(call.Value(letter) is { } wanted && wanted != found.Id
                        ? await LeaveAsync(session, found, stop)
                        : call.Value(delete)
                        ? await DeleteAsync(session, found, stop)
                        : await RedriveAsync(session, found, call.Value(to), stop));
                }

                return ShowResults(call, [.. results.Where(r => r.Words.Length > 0)], call.Value(letter));
            });
    }

    private static async Task<(DeadLetter, bool, string)> LeaveAsync(
        AwsSession session,
        DeadLetter letter,
        CancellationToken stop)
    {
        await session.DeadLetters().PutBackAsync(letter, stop);
        return (letter, false, "");
    }

    private static async Task<(DeadLetter, bool, string)> DeleteAsync(
        AwsSession session,
        DeadLetter letter,
        CancellationToken stop)
    {
        await session.DeadLetters().DeleteAsync(letter, stop);
        return (letter, true, "deleted");
    }

    /// <summary>A letter leaves its queue only once its function has answered it.</summary>
    private static async Task<(DeadLetter, bool, string)> RedriveAsync(
        AwsSession session,
        DeadLetter letter,
        string? to,
        CancellationToken stop)
    {
        var function = LetterContent.Of(letter.Body).Function ?? to;
        if (function is null)
        {
            await session.DeadLetters().PutBackAsync(letter, stop);
            throw CliException.BadInput(
                $"letter {letter.Id} does not name its function",
                $"name {letter.Queue.Function} with --to, as the stack's output {letter.Queue.Function}Name says it");
        }

        try
        {
            var (failed, answer) = await session.Functions().InvokeAsync(function, letter.Body, stop);
            await (failed
                ? session.DeadLetters().PutBackAsync(letter, stop)
                : session.DeadLetters().DeleteAsync(letter, stop));
            return (letter, !failed, answer);
        }
        catch (PortException)
        {
            await session.DeadLetters().PutBackAsync(letter, stop);
            throw;
        }
    }

    private static int ShowResults(
        CommandCall call,
        IReadOnlyList<(DeadLetter Letter, bool IsGone, string Words)> results,
        string? wanted)
    {
        if (results.Count == 0 && wanted is not null)
        {
            throw new CliException(ExitCodes.No, $"there is no letter {wanted} to take", "see readiness deadletters show");
        }

        call.Screen.Show(
            () => new JsonObject
            {
                ["letters"] = new JsonArray([.. results.Select(r => new JsonObject
                {
                    ["letter"] = r.Letter.Id,
                    ["queue"] = r.Letter.Queue.Name,
                    ["gone"] = r.IsGone,
                    ["answer"] = r.Words,
                })]),
            },
            () =>
            {
                foreach (var (letter, isGone, words) in results)
                {
                    call.Screen.Line($"{letter.Id}: {(isGone ? "gone from the queue" : "failed again, still there")}: {words}");
                }

                if (results.Count == 0)
                {
                    call.Screen.Line("There is no letter to take; what somebody looks at is there again in a few minutes.");
                }
            });
        return results.All(r => r.IsGone) ? ExitCodes.Done : ExitCodes.No;
    }

    private static async Task<IReadOnlyList<DeadLetter>> LookAsync(
        AwsSession session,
        DeadLetterQueue queue,
        int limit,
        CancellationToken stop)
    {
        var letters = await session.DeadLetters().LookAsync(queue, limit, stop);
        foreach (var letter in letters)
        {
            await session.DeadLetters().PutBackAsync(letter, stop);
        }

        return letters;
    }

    private static async Task<IReadOnlyList<DeadLetterQueue>> QueuesAsync(
        CommandCall call,
        AwsSession session,
        string? given,
        CancellationToken stop,
        string? only = null)
    {
        var stack = given ?? call.Around.Variable(StackVariable) ?? throw CliException.BadInput(
            "no stack is known whose queues these are",
            $"set {StackVariable} or give --stack");
        var found = await session.DeadLetters().ListAsync(stack, stop);
        var known = string.Join(", ", found.Select(q => q.Name));
        return found.Count == 0
            ? throw new CliException(ExitCodes.No, $"stack {stack} has no queues here", "see its name and region")
            : only is null ? found
            : found.FirstOrDefault(q => q.Name == only) is { } one ? [one]
            : throw CliException.BadInput($"stack {stack} has no queue {only}", $"name one of {known}");
    }

    private static JsonObject ToJson(DeadLetter letter, LetterContent content) => new()
    {
        ["letter"] = letter.Id,
        ["queue"] = letter.Queue.Name,
        ["function"] = content.Function ?? letter.Queue.Function,
        ["since"] = letter.SentAt,
        ["looks"] = letter.Looks,
        ["reason"] = content.Reason,
        ["body"] = letter.Body,
    };

    private static Option<string?> Stack() => new("--stack")
    {
        Description = $"The stack whose queues these are ({StackVariable}).",
        HelpName = "NAME",
    };

    private static Argument<string?> Queue() => new("QUEUE")
    {
        Description = "Only this queue.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static Option<int> Limit() => new("--limit")
    {
        Description = $"At most so many letters, 1 to {LimitMax}.",
        HelpName = "N",
        DefaultValueFactory = _ => LimitDefault,
    };

    private static int LimitOf(int limit) => limit is >= 1 and <= LimitMax
        ? limit
        : throw CliException.BadInput($"--limit {limit} is out of range", $"use 1 to {LimitMax}");
}
