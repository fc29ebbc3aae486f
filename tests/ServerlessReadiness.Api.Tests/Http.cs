using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.TestUtilities;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Snapshots;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Testing.Worlds;
using ServerlessReadiness.WebConsole;

namespace ServerlessReadiness.Api.Tests;

/// <summary>An event under way, and an API over it. Requests are the JSON that API Gateway sends.</summary>
internal sealed class Http : IRunDispatcher
{
    public const string Kim = "arn:aws:sts::123456789012:assumed-role/Operators/kim";
    public static readonly DateTimeOffset T0 = new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);
    public static readonly EventId Sale = EventId.Parse("sale");
    private static readonly ComponentName Front = ComponentName.Parse("front");
    private int _key;

    public Http(EquatableList<PlanRole>? roles = null, IPortHook? hook = null, ConsoleSettings? console = null)
    {
        Time = new FakeTimeProvider(T0);
        Store = new InMemoryStateStore(Time);
        var world = new FakeWorld(Time);
        world.AddGroup("web", new Core.Capacity.Bounds(2, 8), 4, TimeSpan.FromMinutes(2));
        Host = new Host(new HostParts(
            hook is null ? Store : new HookedStore(Store, hook),
            world.For(new NoHook()),
            Time,
            new SeededChance(7),
            NullLoggerFactory.Instance,
            "eu-west-1",
            this)
        {
            Snapshots = new SnapshotParts(null),
        });
        var applied = Time.Play(
            () => Host.Plans.ApplyAsync(Plan with { Roles = roles ?? [new("lead", ["somebody"]), new("ops", [Kim])] }, AutomationMode.Act, "tester", default),
            TimeSpan.FromMinutes(1));
        Assert.True(applied is PlanApplied.Applied, applied.ToString());
        Api = new Functions.Api(Host, console);
    }

    public FakeTimeProvider Time { get; }

    public InMemoryStateStore Store { get; }

    public Host Host { get; }

    public Functions.Api Api { get; }

    /// <summary>What was handed to Executor.</summary>
    public List<string> HandedOver { get; } = [];

    public static CompiledPlan Plan { get; } = new(
        Sale,
        "Sale",
        "Asia/Seoul",
        [new UtcOffsetChange(T0.AddYears(-1), TimeSpan.FromHours(9), "KST")],
        new EventSchedule(T0.AddHours(-2), T0.AddHours(-1), T0.AddHours(4), T0.AddHours(6)),
        [
            new Component(
                Front,
                new Resource.AutoScalingGroup("123456789012", "eu-west-1", "web"),
                4,
                12,
                50,
                TimeSpan.FromMinutes(5),
                []),
        ],
        [new Response("cpu", new AlarmSelector("cpu-*"), Front, AlarmRole.Trigger, RunbookName.Parse("tell"))],
        [
            new Runbook(
                RunbookName.Parse("tell"),
                [new RunbookStep("tell", new StepAction.Notify("Hello", "There"), TimeSpan.FromMinutes(5))],
                StartableBySns: true),
            new Runbook(
                RunbookName.Parse("grow"),
                [
                    new RunbookStep("raise", new StepAction.CapacityRaise(By: 2), TimeSpan.FromMinutes(30))
                    {
                        Approval = new ApprovalTerms(["lead"], TimeSpan.FromMinutes(10), ApprovalDefault.Reject, "May we?"),
                    },
                ]),
        ],
        TimeSpan.FromMinutes(15))
    {
        Contacts = [new Contact("Min-ji \"MJ\" Park", "owner", "minji@example.com", []) { Confirm = T0.AddHours(-2) }],
    };

    public Task DispatchAsync(EventId eventId, RunId run, CancellationToken cancellationToken)
    {
        HandedOver.Add(run.Value);
        return Task.CompletedTask;
    }

    public Task DispatchAsync(EventId eventId, CommandId command, CancellationToken cancellationToken)
    {
        HandedOver.Add(command.Value);
        return Task.CompletedTask;
    }

    /// <summary>Clock's minute.</summary>
    public void Beat() => Time.Play(
        () => Host.Clock.BeatAsync(Time.GetUtcNow().AddSeconds(50), CancellationToken.None),
        TimeSpan.FromMinutes(1));

    public Answer Get(string path, JsonObject? authorizer = null, params (string Name, string Value)[] headers) =>
        Send("GET", path, null, authorizer ?? Iam(Kim), headers);

    public Answer Command(JsonObject command, string? key = null, params (string Name, string Value)[] headers) => Send(
        "POST",
        "/events/sale/commands",
        new JsonObject { ["reason"] = "because", ["command"] = command },
        Iam(Kim),
        [("Idempotency-Key", key ?? $"k-{++_key}"), .. headers]);

    public static JsonObject Iam(string arn) => new() { ["iam"] = new JsonObject { ["userArn"] = arn } };

    public static JsonObject Jwt(params (string Name, string Value)[] claims)
    {
        var all = new JsonObject();
        foreach (var (name, value) in claims)
        {
            all[name] = value;
        }

        return new JsonObject { ["jwt"] = new JsonObject { ["claims"] = all, ["scopes"] = null } };
    }

    public Answer Send(
        string method,
        string path,
        JsonNode? body,
        JsonObject? authorizer,
        params (string Name, string Value)[] headers) =>
        SendText(method, path, body?.ToJsonString(), authorizer, headers);

    public Answer SendText(
        string method,
        string path,
        string? body,
        JsonObject? authorizer,
        params (string Name, string Value)[] headers)
    {
        var cut = path.IndexOf('?', StringComparison.Ordinal);
        var (raw, query) = cut < 0 ? (path, "") : (path[..cut], path[(cut + 1)..]);
        var all = new JsonObject { ["host"] = "api" };
        if (body is not null)
        {
            all["content-type"] = "application/json";
        }

        foreach (var (name, value) in headers)
        {
            all[name.ToLowerInvariant()] = value;
        }

        var values = new JsonObject();
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            values[pair.Split('=', 2)[0]] = Uri.UnescapeDataString(pair.Split('=', 2)[1]);
        }

        var request = new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = "$default",
            ["rawPath"] = raw,
            ["rawQueryString"] = query,
            ["headers"] = all,
            ["queryStringParameters"] = values.Count == 0 ? null : values,
            ["requestContext"] = new JsonObject
            {
                ["accountId"] = "123456789012",
                ["authorizer"] = authorizer?.DeepClone(),
                ["domainName"] = "api",
                ["http"] = new JsonObject
                {
                    ["method"] = method,
                    ["path"] = raw,
                    ["protocol"] = "HTTP/1.1",
                    ["sourceIp"] = "192.0.2.1",
                    ["userAgent"] = "tests",
                },
                ["requestId"] = $"JKJaXmPLvHcESHA{_key}=",
                ["stage"] = "$default",
                ["timeEpoch"] = Time.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            ["body"] = body,
            ["isBase64Encoded"] = false,
        };
        var input = new MemoryStream(Encoding.UTF8.GetBytes(request.ToJsonString()));
        var output = Time.Play(
            () => Api.Handle(input, new TestLambdaContext { RemainingTime = TimeSpan.FromSeconds(29) }),
            TimeSpan.FromMinutes(1))!;
        return Answer.Of(JsonNode.Parse(output)!.AsObject());
    }

    /// <summary>An alarm fires, and is answered as far as without Executor.</summary>
    public void Fire(string name)
    {
        var transition = new AlarmTransition(
            AlarmId.Of("eu-west-1", "123456789012", name), null, AlarmStateValue.Alarm, Time.GetUtcNow(), "because",
            null, [], [], [], IsComposite: false, IsSuppressed: false, SignalSource.Sns);
        Time.Play(
            () => Host.Alarms.HandleAsync(transition, Time.GetUtcNow() + TimeSpan.FromMinutes(1), default),
            TimeSpan.FromMinutes(5));
    }

    internal sealed record Answer(int Status, JsonObject? Json, JsonObject Headers)
    {
        public string? Header(string name) => (string?)Headers[name];

        public static Answer Of(JsonObject response) => new(
            (int)response["statusCode"]!,
            (string?)response["body"] is { Length: > 0 } text && IsJson(response)
                ? JsonNode.Parse(text)!.AsObject()
                : null,
            response["headers"]!.AsObject())
        {
            Text = (string?)response["body"],
            IsBase64 = (bool?)response["isBase64Encoded"] == true,
        };

        /// <summary>The body as it is.</summary>
        public string? Text { get; private init; }

        public bool IsBase64 { get; private init; }

        private static bool IsJson(JsonObject response) =>
            (bool?)response["isBase64Encoded"] != true
            && ((string?)response["headers"]!["content-type"])?.Contains("json", StringComparison.Ordinal) == true;
    }
}
