using System.CommandLine;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Cli.Connections;
using ServerlessReadiness.Cli.Proxy;
using ServerlessReadiness.Cli.Web;

namespace ServerlessReadiness.Cli.Commands;

/// <summary><c>console</c>: the war-room page of a deployed stack, under the operator's own AWS credentials.</summary>
internal static partial class ConsoleCommand
{
    private const string ApiVariable = "READINESS_API_URL";

    public static Command Build(CommandShelf shelf)
    {
        var api = new Option<string?>("--api")
        {
            Description = $"Where the stack's Api is: its output ApiUrl ({ApiVariable}).",
            HelpName = "URL",
        };
        var (port, noBrowser) = (WebOptions.Port(), WebOptions.NoBrowser());
        return shelf.Make(
            "console",
            "Serves the war-room page of a deployed stack on this machine, and signs what it asks as you.",
            [api, port, noBrowser],
            (call, stop) => ServeAsync(
                call,
                ApiOf(call.Value(api) ?? call.Around.Variable(ApiVariable)),
                WebOptions.PortOf(call, port),
                address => WebOptions.Open(call, noBrowser, address),
                stop));
    }

    private static async Task<int> ServeAsync(
        CommandCall call,
        Uri api,
        int port,
        Action<Uri> open,
        CancellationToken stop)
    {
        var settings = call.Settings with { Region = RegionOf(api) ?? call.Settings.RequiredRegion };
        using var session = AwsSession.Open(settings, call.Around);
        using var upstream = new Upstream(api, session.Signer("execute-api"), Upstream.TimeoutDefault);
        var who = await WhoAsync(session, call, stop);
        var signIn = new SignIn(code => TellCode(call, code));
        await using var server = await LoopbackServer.StartAsync(
            port,
            new ProxySite(upstream, signIn, who).AnswerAsync,
            stop);
        Tell(call, api, server.Address, signIn.Code!, who);
        open(server.Address);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, call.Around.Time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Somebody is done; that is how it is meant to end.
        }

        return ExitCodes.Done;
    }

    /// <summary>The page works without it; the Api says itself whom it takes us for.</summary>
    private static async Task<string?> WhoAsync(AwsSession session, CommandCall call, CancellationToken stop)
    {
        try
        {
            return (await session.CallerAsync(stop)).Who;
        }
        catch (PortException e)
        {
            await call.Around.Error.WriteLineAsync($"readiness: AWS does not say who you are: {e.Message}");
            return null;
        }
    }

    private static void Tell(CommandCall call, Uri api, Uri address, string code, string? who)
    {
        if (call.Screen.IsJson)
        {
            call.Around.Out.WriteLine(new JsonObject
            {
                ["url"] = address.AbsoluteUri,
                ["code"] = code,
                ["api"] = api.AbsoluteUri,
                ["who"] = who,
            }.ToJsonString());
        }
        else
        {
            call.Screen.Line($"The war room of {api} listens on {address}");
            call.Screen.Line($"What you do there is signed as {who ?? "you, by your AWS credentials"}.");
            call.Screen.Line($"Enter this code there: {code}");
            call.Screen.Line("Stop it with Ctrl-C; the session ends with it.");
        }

        call.Around.Out.Flush();
    }

    private static void TellCode(CommandCall call, string code)
    {
        if (call.Screen.IsJson)
        {
            call.Around.Out.WriteLine(new JsonObject { ["code"] = code }.ToJsonString());
        }
        else
        {
            call.Screen.Line($"{SignIn.TriesMax} wrong codes were entered. The code is now: {code}");
        }

        call.Around.Out.Flush();
    }

    private static Uri ApiOf(string? text) => text switch
    {
        null => throw CliException.BadInput(
            "nobody said where the Api is",
            $"give --api with the stack's output ApiUrl, or set {ApiVariable}"),
        _ when !Uri.TryCreate(text, UriKind.Absolute, out var api) || api.UserInfo.Length > 0 || api.Query.Length > 0
            || (api.Scheme != Uri.UriSchemeHttps && !(api.Scheme == Uri.UriSchemeHttp && api.IsLoopback)) =>
            throw CliException.BadInput(
                $"--api \"{text}\" is no https address",
                "give the stack's output ApiUrl, such as https://a1b2c3.execute-api.eu-west-1.amazonaws.com"),
        _ => new Uri(text),
    };

    /// <summary>The address of an API that has no name of its own tells its region.</summary>
    private static string? RegionOf(Uri api) =>
        GatewayHost().Match(api.Host) is { Success: true } host ? host.Groups["region"].Value : null;

    [GeneratedRegex(
        @"\A[a-z0-9]+\.execute-api\.(?<region>[a-z0-9-]+)\.(amazonaws\.com(\.cn)?|api\.aws)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex GatewayHost();
}
