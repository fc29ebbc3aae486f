using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Aws.Messages;
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
        [BuildList(shelf), BuildShow(shelf), DeadLetterRedrive.Build(shelf)]);

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
                            ["url"] = q.Address,
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

    internal static async Task<IReadOnlyList<DeadLetterQueue>> QueuesAsync(
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

    internal static Option<string?> Stack() => new("--stack")
    {
        Description = $"The stack whose queues these are ({StackVariable}).",
        HelpName = "NAME",
    };

    private static Argument<string?> Queue() => new("QUEUE")
    {
        Description = "Only this queue.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    internal static Option<int> Limit() => new("--limit")
    {
        Description = $"At most so many letters, 1 to {LimitMax}.",
        HelpName = "N",
        DefaultValueFactory = _ => LimitDefault,
    };

    internal static int LimitOf(int limit) => limit is >= 1 and <= LimitMax
        ? limit
        : throw CliException.BadInput($"--limit {limit} is out of range", $"use 1 to {LimitMax}");
}
