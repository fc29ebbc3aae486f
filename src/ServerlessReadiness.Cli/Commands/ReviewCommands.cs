using System.CommandLine;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Cli.Books;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Cli.Reviews;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>review</c>: can the event be held?</summary>
internal static class ReviewCommands
{
    private const string FunctionOutput = "the stack's output ReviewerName";

    private static readonly Dictionary<string, ReviewAnswer> Answers = new(StringComparer.Ordinal)
    {
        ["yes"] = ReviewAnswer.Yes,
        ["no"] = ReviewAnswer.No,
        ["na"] = ReviewAnswer.NotApplicable,
    };

    public static Command Build(CommandShelf shelf)
    {
        var eventId = Choices.Event("The event.", required: true);
        var junit = new Option<string?>("--junit")
        {
            Description = "A file for the answers as build servers read test results.",
            HelpName = "FILE",
        };
        var language = BookOptions.Language();
        var function = new Option<string?>("--function")
        {
            Description = $"Has this function review with its own rights ({FunctionOutput}), instead of you with yours.",
            HelpName = "NAME",
        };
        var review = shelf.Make(
            "review",
            "Asks whether the event can be held: every item of the review, from the account and from what people attested.",
            [eventId, junit, language, function],
            async (call, stop) =>
            {
                var id = Choices.EventOf(call.Value(eventId))!.Value;
                var result = await RunAsync(call, id, call.Value(function), stop);
                var wording = BookOptions.Wording(result.Plan, call.Value(language)!);
                if (call.Value(junit) is { } file)
                {
                    BookFiles.Write(file, JUnitReport.Write(result.Items, result.Summary, wording));
                }

                call.Screen.Show(
                    () => ReviewView.ToJson(result),
                    () => ReviewView.Show(call.Screen, result, wording));
                return result.Summary.Readiness == Readiness.NoGo ? ExitCodes.No : ExitCodes.Done;
            });
        review.Add(BuildAttest(shelf));
        review.Add(ReviewBaselineCommand.Build(shelf));
        review.Add(ReviewGraphCommand.Build(shelf));
        review.Add(ReviewLeadTimesCommand.Build(shelf));
        review.Add(ReviewCostCommand.Build(shelf));
        review.Add(QuotaCommands.Build(shelf));
        review.Add(AlarmReviewCommand.Build(shelf));
        return review;
    }

    private static async Task<ReviewResult> AskAsync(
        CommandCall call,
        AwsSession session,
        EventId id,
        string function,
        CancellationToken stop)
    {
        var records = session.Records(call.Settings, call.Around);
        var (plan, _) = await PlanChoice.InForceAsync(records, id, stop);
        call.Screen.Progress($"the account, by {function}");
        var (failed, answer) = await session.Functions().InvokeAsync(
            function, HandOver.WriteReview(id), $"--function or {FunctionOutput}", stop);
        var newest = await ReviewTrend.NewestAsync(records.Store, id, 2, stop);
        return failed || newest.Count == 0
            ? throw new CliException(ExitCodes.Failure, $"{function} did not review event {id}: {answer}", "see its log group")
            : new ReviewResult(
                plan,
                await ReviewJob.StandAsync(records.Store, id, call.Around.Time.GetUtcNow(), stop),
                newest[0],
                new([], [$"tags: {function} tells items only"]),
                newest.Count > 1 ? newest[1] : null);
    }

    private static Command BuildAttest(CommandShelf shelf)
    {
        var orders = new Orders();
        var item = new Argument<string>("ITEM") { Description = "The item's id, such as SEC-02." };
        var answer = new Option<string>("--answer") { Description = "Your answer.", Required = true };
        answer.AcceptOnlyFromAmong([.. Answers.Keys]);
        var until = new Option<string?>("--until")
        {
            Description = "How long it counts; until the event is closed if not given.",
            HelpName = "INSTANT",
        };
        return shelf.Make(
            "attest",
            "Answers an item yourself; --reason is the evidence, such as a ticket or a document.",
            orders.With(item, answer, until),
            (call, stop) => orders.GiveAsync(
                call,
                async (records, id) => new OperatorCommand.AttestItem(
                    call.Required(item),
                    Answers[call.Value(answer)!],
                    await Instants.OfAsync(call.Value(until), records, id, call.Around.Time.GetUtcNow(), stop)),
                null,
                stop));
    }

    private static async Task<ReviewResult> RunAsync(
        CommandCall call,
        EventId id,
        string? function,
        CancellationToken cancellationToken)
    {
        using var session = AwsSession.Open(call.Settings, call.Around);
        var store = session.Store(call.Settings.RequiredTable);
        if (function is not null)
        {
            return await AskAsync(call, session, id, function, cancellationToken);
        }

        var job = new ReviewJob(
            store,
            new ReviewReader(session.ReviewSources(store, call.Around)),
            session.Records(call.Settings, call.Around).JournalWriter,
            call.Around.Time);
        return await job.RunAsync(id, call.Screen.Progress, cancellationToken) ?? throw new CliException(
            ExitCodes.No,
            $"there is no event {id}",
            "see the open events with readiness status");
    }
}
