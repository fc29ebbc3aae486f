using System.CommandLine;
using System.Text.Json.Nodes;
using ServerlessReadiness.Aws.Messages;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Local;
using ServerlessReadiness.Cli.Plans;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>send</c>: a recorded signal to the alarm topic, or to the functions in this process.</summary>
internal static class SendCommand
{
    private const string SamplePlan = "web-shop.yaml";

    public static Command Build(CommandShelf shelf)
    {
        var options = new Options(
            new Argument<string[]>("SIGNAL")
            {
                Description = "Files with recorded signals, sent in this order.",
                Arity = ArgumentArity.OneOrMore,
            },
            new Option<bool>("--local")
            {
                Description = "Gives the signals to the functions in this process and shows what they did: in a world "
                    + "in memory, or with --endpoint-url against a local imitation of AWS. Never against AWS itself.",
            },
            new Option<string?>("--topic-arn")
            {
                Description = "Without --local: the alarm topic (READINESS_ALARM_TOPIC_ARN).",
                HelpName = "ARN",
            },
            new Option<string?>("--plan")
            {
                Description = "With --local and no endpoint: the compiled plan in force; the sample plan if not given.",
                HelpName = "PLAN",
            },
            Choices.Mode("With --local and no endpoint: the event's mode; act if not given."));
        return shelf.Make(
            "send",
            "Sends recorded signals to the alarm topic, or with --local to the functions in this process.",
            [options.Files, options.Local, options.Topic, options.Plan, options.Mode],
            (call, cancellationToken) => SendAsync(call, options, cancellationToken));
    }

    private static Task<int> SendAsync(CommandCall call, Options options, CancellationToken cancellationToken)
    {
        var files = call.Required(options.Files);
        var isLocal = call.Value(options.Local);
        var isDemo = isLocal && call.Settings.Endpoint is null;
        if (!isDemo && (call.Value(options.Plan) ?? call.Value(options.Mode)) is not null)
        {
            throw CliException.BadInput(
                "--plan and --mode are for the world in memory",
                "leave them out, or use --local without --endpoint-url and without AWS_ENDPOINT_URL");
        }

        return isDemo ? DemoAsync(call, options, files, cancellationToken)
            : isLocal ? InProcessAsync(call, files, cancellationToken)
            : PublishAsync(call, options, files, cancellationToken);
    }

    private static async Task<int> DemoAsync(
        CommandCall call,
        Options options,
        string[] paths,
        CancellationToken cancellationToken)
    {
        var plan = await PlanOfDemoAsync(call.Value(options.Plan), cancellationToken);
        var files = await ReadAsync(paths, LocalDemo.RegionOf(plan), cancellationToken);
        var mode = Choices.ModeOf(call.Value(options.Mode), AutomationMode.Act);
        var demo = LocalDemo.Start(plan, mode, files);
        List<SignalReport> reports = [.. files.Select(f => demo.Send(f, cancellationToken))];
        return Show(
            call.Screen,
            "memory",
            $"A world in memory with plan {plan.Event}, mode {mode.Word()}. Nothing here is AWS.",
            reports);
    }

    private static async Task<CompiledPlan> PlanOfDemoAsync(string? path, CancellationToken cancellationToken)
    {
        PlanFile file;
        if (path is not null)
        {
            file = await PlanFile.ReadAsync(path, cancellationToken);
        }
        else
        {
            await using var sample = typeof(SendCommand).Assembly.GetManifestResourceStream(SamplePlan)!;
            using var copy = new MemoryStream();
            await sample.CopyToAsync(copy, cancellationToken);
            file = PlanFile.Parse(SamplePlan, copy.ToArray());
        }

        return file.Require();
    }

    private static async Task<int> InProcessAsync(CommandCall call, string[] paths, CancellationToken cancellationToken)
    {
        var endpoint = call.Settings.RequiredLoopback("send --local");
        var table = call.Settings.RequiredTable;
        var topic = call.Around.Variable(AwsSession.NotificationsVariable);
        if (Topics.LocationOf(topic) is null)
        {
            throw CliException.BadInput(
                topic is null
                    ? "no topic is known on which people are told"
                    : $"{AwsSession.NotificationsVariable} \"{topic}\" is no topic's ARN",
                $"set {AwsSession.NotificationsVariable}; readiness local init makes such a topic and prints its ARN");
        }

        var files = await ReadAsync(paths, call.Settings.RequiredRegion, cancellationToken);
        using var session = AwsSession.Open(call.Settings, call.Around);
        var functions = new InProcessFunctions(session.Host(table, topic!, call.Around));
        var reports = new List<SignalReport>();
        foreach (var file in files)
        {
            reports.Add(await functions.InvokeAsync(file, cancellationToken));
        }

        return Show(
            call.Screen,
            endpoint.AbsoluteUri,
            $"The functions in this process, AWS imitated at {endpoint}.",
            reports);
    }

    private static async Task<int> PublishAsync(
        CommandCall call,
        Options options,
        string[] paths,
        CancellationToken cancellationToken)
    {
        var topic = call.Value(options.Topic) ?? call.Around.Variable("READINESS_ALARM_TOPIC_ARN")
            ?? throw CliException.BadInput(
                "no alarm topic is known",
                "set READINESS_ALARM_TOPIC_ARN or give --topic-arn, or use --local to go without AWS");
        if (Topics.LocationOf(topic) is not { } location)
        {
            throw CliException.BadInput(
                $"\"{topic}\" is no standard topic's ARN",
                "use arn:aws:sns:REGION:ACCOUNT:NAME");
        }

        // Read before anything is sent, so that a wrong name in the list stops all of it.
        var messages = new List<(string File, string Message)>();
        foreach (var path in paths)
        {
            var bytes = await InputFile.ReadAsync(path, "signal", cancellationToken);
            messages.AddRange(TopicMessages.Of(path, bytes).Select(m => (path, m)));
        }

        var settings = call.Settings with { Region = call.Settings.Region ?? location.Region };
        using var session = AwsSession.Open(settings, call.Around);
        var topics = new Topics(session.Clients);
        var sent = new List<(string File, string MessageId)>();
        foreach (var (file, message) in messages)
        {
            sent.Add((file, await topics.PublishAsync(topic, message, cancellationToken)));
        }

        call.Screen.Show(
            () => new JsonObject
            {
                ["topic"] = topic,
                ["messages"] = new JsonArray(
                    [.. sent.Select(s => new JsonObject { ["file"] = s.File, ["messageId"] = s.MessageId })]),
            },
            () =>
            {
                foreach (var (file, messageId) in sent)
                {
                    call.Screen.Line($"{file}: published to {topic} as message {messageId}.");
                }

                call.Screen.Line("Next: see what came of it with readiness journal.");
            });
        return ExitCodes.Done;
    }

    private static async Task<IReadOnlyList<SignalFile>> ReadAsync(
        string[] paths,
        string region,
        CancellationToken cancellationToken)
    {
        var files = new List<SignalFile>();
        foreach (var path in paths)
        {
            files.Add(await SignalFile.ReadAsync(path, region, cancellationToken));
        }

        return files;
    }

    private static int Show(Screen screen, string where, string words, IReadOnlyList<SignalReport> reports)
    {
        screen.Show(
            () => new JsonObject
            {
                ["where"] = where,
                ["signals"] = new JsonArray([.. reports.Select(SignalView.ToJson)]),
            },
            () =>
            {
                screen.Line(words);
                foreach (var report in reports)
                {
                    screen.Line();
                    SignalView.Show(screen, report);
                }
            });
        return reports.All(r => r.IsReadable) ? ExitCodes.Done : ExitCodes.No;
    }

    private sealed record Options(
        Argument<string[]> Files,
        Option<bool> Local,
        Option<string?> Topic,
        Option<string?> Plan,
        Option<string?> Mode);
}
