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
using ServerlessReadiness.Simulation.Faults;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>rehearse</c>: plays a plan in a simulated account, with and without automation.</summary>
internal static class RehearseCommand
{
    private const string FolderAbsent = "rehearsal";
    private const int SeedsMax = 100_000;

    private static readonly string[] Weathers = ["fair", "usual", "storm"];

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
            new Option<string>("--seed")
            {
                Description = "The seed of the weather; 1 if not given. The same seed plays the same history.",
                HelpName = "N",
                DefaultValueFactory = _ => "1",
            },
            new Option<string>("--seeds")
            {
                Description = "Plays so many seeds, from --seed on, and shows how the plan fares over all of them.",
                HelpName = "N",
                DefaultValueFactory = _ => "1",
            },
            new Option<string?>("--what-if")
            {
                Description = "How the world differs from the plan: peak, boot, capacity, such as peak=2x,boot=3x.",
                HelpName = "NAME=FACTORx",
            },
            new Option<string[]>("--fault")
            {
                Description = "A fault at a time on the event's clocks, for 30 minutes unless it says otherwise, such "
                    + "as zone-loss@12:30 or slow-boot@2026-11-27T09:10+20m:web. May be given several times.",
                HelpName = "KIND@TIME[+20m][:COMPONENT]",
            },
            new Option<string>("--weather")
            {
                Description = "What goes wrong by itself: nothing, what an event usually sees, or everything.",
                HelpName = string.Join('|', Weathers),
                DefaultValueFactory = _ => "usual",
            },
            new Option<bool>("--record")
            {
                Description = "Keeps how the contingencies did in the event's record, so that status and drill know it. "
                    + "The plan must be the one in force; needs the table.",
            },
            BookOptions.Language());
        options.Weather.AcceptOnlyFromAmong(Weathers);
        return shelf.Make(
            "rehearse",
            "Plays a plan in a simulated account, with and without automation: does it hold? No AWS needed.",
            [
                options.Plan,
                options.Out,
                options.Seed,
                options.Seeds,
                options.WhatIf,
                options.Fault,
                options.Weather,
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

        var asked = new RehearsalOptions(
            path,
            SeedOf(call.Value(options.Seed)!),
            SeedsOf(call.Value(options.Seeds)!),
            WhatIfText.Parse(call.Value(options.WhatIf)),
            [.. (call.Value(options.Fault) ?? []).Select(f => FaultText.Parse(f, plan))],
            Enum.Parse<Weather>(call.Value(options.Weather)!, ignoreCase: true));
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

    private static ulong SeedOf(string text) => ulong.TryParse(text, out var seed) ? seed
        : throw CliException.BadInput($"--seed \"{text}\" is no whole number from 0 on", "write such as --seed 7");

    private static int SeedsOf(string text) =>
        int.TryParse(text, out var seeds) && seeds is >= 1 and <= SeedsMax ? seeds
        : throw CliException.BadInput(
            $"--seeds \"{text}\" is no whole number from 1 to {SeedsMax}",
            "write such as --seeds 100");

    private sealed record Options(
        Argument<string> Plan,
        Option<string> Out,
        Option<string> Seed,
        Option<string> Seeds,
        Option<string?> WhatIf,
        Option<string[]> Fault,
        Option<string> Weather,
        Option<bool> Record,
        Option<string> Language);
}
