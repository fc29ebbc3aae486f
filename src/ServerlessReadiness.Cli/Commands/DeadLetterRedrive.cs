using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Messages;
using ServerlessReadiness.Cli.Connections;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>deadletters redrive</c>: gives letters to their function again, or gives them up.</summary>
internal static class DeadLetterRedrive
{
    public static Command Build(CommandShelf shelf)
    {
        var stack = DeadLetterCommands.Stack();
        var queue = new Argument<string>("QUEUE") { Description = "The queue, such as AlarmResponderFailures." };
        var letter = new Option<string?>("--letter") { Description = "Only this letter.", HelpName = "ID" };
        var to = new Option<string?>("--to")
        {
            Description = "The function to give them to, where a letter does not name its own.",
            HelpName = "FUNCTION",
        };
        var delete = new Option<bool>("--delete") { Description = "Gives them up instead: they are deleted." };
        var limit = DeadLetterCommands.Limit();
        var yes = Moves.Yes();
        return shelf.Make(
            "redrive",
            "Gives letters to their function again, one after the other; what it answers is deleted from the queue.",
            [queue, stack, letter, to, delete, limit, yes],
            async (call, stop) =>
            {
                using var session = AwsSession.Open(call.Settings, call.Around);
                var one = (await DeadLetterCommands.QueuesAsync(call, session, call.Value(stack), stop, call.Required(queue)))[0];
                Confirmation.Require(
                    call.Around,
                    call.Value(yes),
                    call.Value(delete) ? $"Deleting letters of {one.Name}" : $"Redriving letters of {one.Name}");
                var letters = await session.DeadLetters().LookAsync(one, DeadLetterCommands.LimitOf(call.Value(limit)), stop);
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
            var (failed, answer) = await session.Functions().InvokeAsync(function, letter.Body, "the letter or --to", stop);
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
}
