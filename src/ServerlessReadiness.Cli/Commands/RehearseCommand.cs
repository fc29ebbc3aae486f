using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Recovery;
using ServerlessReadiness.Cli.Books;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Cli.Rehearsal;
using ServerlessReadiness.Cli.Rehearsal.Report;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.PostMortems;
using ServerlessReadiness.Core.Recovery;
using ServerlessReadiness.Simulation;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>rehearse</c>: plays a plan in a simulated account, with and without automation.</summary>
internal static class RehearseCommand
{
    private const string FolderAbsent = "rehearsal";
    private const int SeedsMax = 100_000;

    public static Command Build(CommandShelf shelf)
    {
        var options = new Options(
            new Argument<string>("PLAN") { Description = "The plan, as YAML or compiled." },
            new Option<string>("--out")
            {
                Description = $"The folder for the report, its data, the post-mortem and what it teaches; {FolderAbsent} by default.",
                HelpName = "DIR",
                DefaultValueFactory = _ => FolderAbsent,
            },
            new WorldOptions(),
            new Option<string>("--seeds")
            {
                Description = "Plays so many seeds, from --seed on, and shows how the plan fares over all of them.",
                HelpName = "N",
                DefaultValueFactory = _ => "1",
            },
            new Option<bool>("--record")
            {
                Description = "Keeps how the contingencies did in the event's record, so that status and drill know it. "
                    + "The plan must be the one in force; needs the table.",
            },
            BookOptions.Language());
        return shelf.Make(
            "rehearse",
            "Plays a plan in a simulated account, with and without automation: does it hold? No AWS needed.",
            [
                options.Plan,
                options.Out,
                options.World.Seed,
                options.Seeds,
                .. options.World.AfterSeed,
                options.Record,
                options.Language,
            ],
            (call, cancellationToken) => RehearseAsync(call, options, cancellationToken));
    }

    private static async Task<int> RehearseAsync(
        CommandCall call,
        Options options,
        CancellationToken cancellationToken)
    {
        var path = call.Required(options.Plan);
        var plan = await UsablePlan.ReadAsync(path, cancellationToken);
        if (Simulator.WhyNot(plan)?.Split("; ", 2) is [var cause, var next])
        {
            throw CliException.BadInput($"{path} cannot be rehearsed: {cause}", next);
        }

        if (plan.Contingencies.Select(c => ContingencyPlay.WhyNot(plan, c)).FirstOrDefault(w => w is not null)
            ?.Split("; ", 2) is [var unknown, var instead])
        {
            throw CliException.BadInput($"{path} cannot be rehearsed: {unknown}", instead);
        }

        var world = options.World.Read(call, plan);
        var asked = new RehearsalOptions(
            path,
            world.Seed,
            SeedsOf(call.Value(options.Seeds)!),
            world.WhatIf,
            world.Faults,
            world.Weather);
        using var session = call.Value(options.Record) ? AwsSession.Open(call.Settings, call.Around) : null;
        var drills = session?.Records(call.Settings, call.Around).Drills;
        if (drills is not null && await drills.WhyNotRecordAsync(plan, cancellationToken) is { } refused)
        {
            throw new CliException(ExitCodes.No, $"nothing is rehearsed: {refused.Reason}", refused.NextStep);
        }

        var files = ReportFiles.Prepare(call.Value(options.Out)!);
        var started = call.Around.Time.GetTimestamp();
        var pair = call.Screen.WithProgress(
            $"Rehearsing {plan.Event}",
            show => new EventRehearsal(Simulator.Run).Play(plan, asked, new RehearsalProgress(show)));
        var document = ReportBuilder.Build(pair);
        files.Write(pair, document);
        var written = RehearsedFacts.Of(pair) is { } facts
            ? await WriteBooksAsync(facts, path, call.Value(options.Out)!, call.Value(options.Language)!, cancellationToken)
            : [];
        var took = call.Around.Time.GetElapsedTime(started);
        var recorded = drills is null ? null : await RecordAsync(drills, session!, pair, cancellationToken);
        call.Screen.Show(
            () => ToJson(document, files, written, recorded),
            () =>
            {
                RehearsalView.Show(call.Screen, pair, document, files, took);
                if (recorded is not null)
                {
                    call.Screen.Line($"Event {plan.Event}: {recorded}.");
                }
            });
        return pair.Holds ? ExitCodes.Done : ExitCodes.No;
    }

    /// <summary>What would be written after the event, and what it would teach.</summary>
    private static async Task<IReadOnlyList<string>> WriteBooksAsync(
        EventFacts facts,
        string path,
        string folder,
        string language,
        CancellationToken cancellationToken)
    {
        var files = PostMortemCommand.WriteBoth(folder, facts, language);
        if (await LearnedPlan.TextAsync(path, cancellationToken) is not { } text)
        {
            return files;
        }

        var learned = LearnedPlan.Of(facts.Plan, text, path, facts, BookOptions.Wording(facts.Plan, language));
        var patch = string.Concat(learned.PatchLines().Select(l => $"{l}\n"));
        return [.. files, BookFiles.Write(Path.Combine(folder, LearnedPlan.FileName), patch)];
    }

    private static async Task<string> RecordAsync(
        Drills drills,
        AwsSession session,
        RehearsedPair pair,
        CancellationToken cancellationToken)
    {
        var who = await session.CallerAsync(cancellationToken);
        var results = pair.Contingencies.Select(c => new ContingencyResult(c.Name, c.RecoveryTime, c.Target, c.Holds)
        {
            But = c.Violations is [var first, ..]
                ? $"{c.Violations.Count} invariant(s) violated, first: {first.What}"
                : null,
        }).ToList();
        return await drills.RecordAsync(pair.Plan, results, who.Who, cancellationToken) switch
        {
            MoveOutcome.Done done => done.Words,
            MoveOutcome.Refused refused => throw new CliException(
                ExitCodes.No,
                $"the rehearsal is over, its report is written, and nothing is recorded: {refused.Reason}",
                refused.NextStep),
            _ => throw new UnreachableException(),
        };
    }

    private static JsonObject ToJson(
        ReportDocument document,
        ReportFiles files,
        IReadOnlyList<string> written,
        string? recorded)
    {
        var json = JsonSerializer.SerializeToNode(document, ReportJson.ForFiles().ReportDocument)!.AsObject();
        json["files"] = new JsonArray([files.Html, files.Json, files.Timeline, .. written.Select(f => (JsonNode)f)]);
        if (recorded is not null)
        {
            json["recorded"] = recorded;
        }

        return json;
    }

    private static int SeedsOf(string text) =>
        int.TryParse(text, out var seeds) && seeds is >= 1 and <= SeedsMax ? seeds
        : throw CliException.BadInput(
            $"--seeds \"{text}\" is no whole number from 1 to {SeedsMax}",
            "write such as --seeds 100");

    private sealed record Options(
        Argument<string> Plan,
        Option<string> Out,
        WorldOptions World,
        Option<string> Seeds,
        Option<bool> Record,
        Option<string> Language);
}
