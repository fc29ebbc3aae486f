using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessReadiness.Cli.Live;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Cli.Rehearsal;
using ServerlessReadiness.Cli.Web;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation;
using ServerlessReadiness.Simulation.Live;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>local</c>: a whole event on this machine, with the war-room page in the browser.</summary>
internal static class LocalPlayCommand
{
    private const string PlanAbsent = "black-friday.yaml";

    /// <summary>Whoever comes to see something begin wants to be there a little before.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    public static Command Build(CommandShelf shelf)
    {
        var options = new Options(
            new Argument<string?>("PLAN")
            {
                Description = "The plan, as YAML or compiled; the sample of a Black Friday if not given.",
                Arity = ArgumentArity.ZeroOrOne,
            },
            new Option<string>("--at")
            {
                Description = "Where it begins: five minutes before the pre-warm or before Live, or a time on the event's "
                    + "clocks. What is before that is played at full speed first.",
                HelpName = "prewarm|live|TIME",
                DefaultValueFactory = _ => "prewarm",
            },
            new Option<int>("--speed")
            {
                Description = "How much faster than ours the world's clock runs; the page can change it.",
                HelpName = string.Join('|', LivePlay.Speeds),
                DefaultValueFactory = _ => LivePlay.SpeedDefault,
            },
            new WorldOptions(),
            new Option<bool>("--with-people")
            {
                Description = "Simulated people approve and command as in a rehearsal, instead of you alone.",
            },
            WebOptions.Port(),
            WebOptions.NoBrowser());
        return shelf.Make(
            "local",
            "Plays a whole event on this machine, with the war-room page in the browser. Never on AWS itself.",
            [
                options.Plan,
                options.At,
                options.Speed,
                options.World.Seed,
                .. options.World.AfterSeed,
                options.WithPeople,
                options.Port,
                options.NoBrowser,
            ],
            (call, stop) => PlayAsync(call, options, stop));
    }

    private static async Task<int> PlayAsync(CommandCall call, Options options, CancellationToken stop)
    {
        var path = call.Parsed.GetValue(options.Plan);
        var plan = path is null ? Sample() : await UsablePlan.ReadAsync(path, stop);
        if (Simulator.WhyNot(plan)?.Split("; ", 2) is [var cause, var next])
        {
            throw CliException.BadInput($"{path} cannot be played: {cause}", next);
        }

        var port = WebOptions.PortOf(call, options.Port);
        var settings = new LiveSettings(
            options.World.Read(call, plan),
            AtOf(call.Value(options.At)!, plan),
            SpeedOf(call.Value(options.Speed)),
            call.Value(options.WithPeople));
        var people = LocalPeople.Of(plan);
        using var play = LivePlay.Start(plan, settings, call.Around.Time);
        try
        {
            call.Screen.Progress($"{plan.Event} up to {settings.At:u}");
            await play.Ready.WaitAsync(stop);
            await using var server = await LoopbackServer.StartAsync(
                port,
                new LiveSite(play, people).AnswerAsync,
                stop);
            Tell(call, plan, settings, people, server.Address);
            WebOptions.Open(call, options.NoBrowser, server.Address);
            await play.Ended.WaitAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Somebody has seen enough; that is how it is meant to end.
        }

        return ExitCodes.Done;
    }

    private static void Tell(
        CommandCall call,
        CompiledPlan plan,
        LiveSettings settings,
        LocalPeople people,
        Uri address)
    {
        if (call.Screen.IsJson)
        {
            // One line, and at once: whoever started the tool reads it to know where to go.
            call.Around.Out.WriteLine(new JsonObject
            {
                ["url"] = address.AbsoluteUri,
                ["event"] = plan.Event.Value,
                ["at"] = settings.At,
                ["speed"] = settings.Speed,
                ["people"] = new JsonArray([.. people.All.Select(p => (JsonNode)p.Id)]),
            }.ToJsonString());
            call.Around.Out.Flush();
            return;
        }

        var clocks = new PlanClocks(plan);
        var at = clocks.ToLocal(settings.At);
        call.Screen.Line($"{plan.Name} is played here, and the war room listens on {address}");
        call.Screen.Line(
            string.Create(CultureInfo.InvariantCulture, $"It is {at:ddd d MMM yyyy HH:mm} ")
            + $"{clocks.Abbreviation(settings.At)} there, and time goes {settings.Speed} times as fast.");
        call.Screen.Line("On the page you are whom you choose: " + string.Join(", ", people.All.Select(Shown)) + ".");
        call.Screen.Line("Nothing here is AWS. Stop it with Ctrl-C.");
        call.Around.Out.Flush();
    }

    private static string Shown(LocalPerson person) =>
        person.Roles.Count == 0 ? person.Name : $"{person.Name} ({string.Join(", ", person.Roles)})";

    private static CompiledPlan Sample()
    {
        using var sample = typeof(LocalPlayCommand).Assembly.GetManifestResourceStream(PlanAbsent)!;
        using var bytes = new MemoryStream();
        sample.CopyTo(bytes);
        return PlanFile.Parse(PlanAbsent, bytes.ToArray()).Require();
    }

    private static DateTimeOffset AtOf(string text, CompiledPlan plan)
    {
        var at = text switch
        {
            "prewarm" => plan.Schedule.Prewarm - Ahead,
            "live" => plan.Schedule.Live - Ahead,
            _ => EventTimes.Parse("--at", text, plan),
        };
        return at >= plan.Schedule.Prewarm - Ahead && at <= plan.Schedule.Closed
            ? at
            : throw EventTimes.Outside("--at", at, plan);
    }

    private static int SpeedOf(int speed) => LivePlay.Speeds.Contains(speed) ? speed
        : throw CliException.BadInput($"--speed {speed} is none of the speeds", $"use one of {string.Join(", ", LivePlay.Speeds)}");

    private sealed record Options(
        Argument<string?> Plan,
        Option<string> At,
        Option<int> Speed,
        WorldOptions World,
        Option<bool> WithPeople,
        Option<int> Port,
        Option<bool> NoBrowser);
}
