using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ServerlessReadiness.Cli.Web;
using ServerlessReadiness.Simulation.Live;

namespace ServerlessReadiness.Cli.Live;

/// <summary>What <c>readiness local</c> serves: the page, the Api of the played event, and its clock's speed.</summary>
/// <param name="play">The event.</param>
/// <param name="people">Who may look on.</param>
internal sealed class LiveSite(LivePlay play, LocalPeople people)
{
    /// <summary>Who the sender is; anybody at this machine may be anybody.</summary>
    public const string PersonHeader = "x-readiness-as";

    private const string SpeedPath = "/local/speed";
    private const string ConsolePath = "/console.json";

    private readonly PageFiles _page = new();
    private long _requests;

    public async Task AnswerAsync(HttpContext context)
    {
        var target = RawRequest.Of(context.Request);
        if (target.ForApi is { } forApi)
        {
            await ApiAsync(context, forApi);
            return;
        }

        switch (target.Path)
        {
            case ConsolePath:
                await Answers.JsonAsync(context.Response, 200, await ConsoleAsync());
                break;
            case SpeedPath:
                await SpeedAsync(context);
                break;
            default:
                await _page.AnswerAsync(context, target.Path);
                break;
        }
    }

    private async Task ApiAsync(HttpContext context, RawRequest target)
    {
        var person = people.Visitor;
        if (context.Request.Headers.TryGetValue(PersonHeader, out var named))
        {
            if (people.Find(named.ToString()) is not { } found)
            {
                await WebProblem.BadInput(
                    $"nobody here is called \"{named}\"",
                    $"send {PersonHeader} with one of {string.Join(", ", people.All.Select(p => p.Id))}")
                    .WriteAsync(context.Response);
                return;
            }

            person = found;
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"local-{Interlocked.Increment(ref _requests)}");
        var body = await Answers.BodyAsync(context.Request);
        var answer = await play.AnswerAsync(GatewayRequest.Of(context.Request, target, body, person, id));
        await GatewayRequest.WriteAsync(context.Response, answer);
    }

    private async Task<JsonObject> ConsoleAsync()
    {
        var json = new JsonObject
        {
            ["signIn"] = "local",
            ["api"] = "/api",
            ["people"] = new JsonArray([.. people.All.Select(p => new JsonObject
            {
                ["id"] = p.Id,
                ["name"] = p.Name,
                ["roles"] = new JsonArray([.. p.Roles.Select(r => (JsonNode)r)]),
            })]),
        };
        foreach (var (name, value) in Clock(await play.LookAsync()).ToList())
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }

    private async Task SpeedAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            await Answers.JsonAsync(response, 200, Clock(await play.LookAsync()));
        }
        else if (!HttpMethods.IsPost(request.Method))
        {
            await WebProblem.NotAllowed(request.Method, "GET or POST").WriteAsync(response);
        }
        else if (SpeedOf(await Answers.BodyAsync(request)) is { } speed)
        {
            await Answers.JsonAsync(response, 200, Clock(await play.SetSpeedAsync(speed)));
        }
        else
        {
            await WebProblem.BadInput(
                "the body names none of the speeds",
                $"send {{\"speed\":N}} with N one of {string.Join(", ", LivePlay.Speeds)}").WriteAsync(response);
        }
    }

    private static JsonObject Clock(LiveState state) => new()
    {
        ["speed"] = state.Speed,
        ["speeds"] = new JsonArray([.. LivePlay.Speeds.Select(s => (JsonNode)s)]),
        ["now"] = state.Now,
        ["over"] = state.IsOver,
    };

    /// <summary>One of the speeds, from a body that holds nothing else; null for anything else.</summary>
    private static int? SpeedOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.EnumerateObject().ToList() is [{ Name: "speed", Value: var value }]
                && value.ValueKind == JsonValueKind.Number
                && value.TryGetInt32(out var speed)
                && LivePlay.Speeds.Contains(speed)
                ? speed
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
